package logistics

// carrierList is who carries from Liangping (domain.md C46). Ids are fixed: the
// ledger's freight accounts point at them. Patterns follow the numbers the
// carriers print; tracking services take at most 32 characters.
func carrierList() []Carrier {
	list := []Carrier{
		{1, "ems", "邮政EMS", `^[A-Z]{2}[0-9]{9}[A-Z]{2}$|^[0-9]{13}$`, "13 位数字，或 2 字母 9 数字 2 字母", "11183", true, 0},
		{2, "youzhengguonei", "邮政快递包裹", `^9[0-9]{12}$`, "9 开头的 13 位数字", "11183", false, 0},
		{3, "shunfeng", "顺丰速运", `^SF[0-9]{12,13}$|^[0-9]{12}$`, "SF 加 12 到 13 位数字，或 12 位数字", "95338", true, 0},
		{4, "zhongtong", "中通快递", `^[0-9]{12,15}$`, "12 到 15 位数字", "95311", false, 0},
		{5, "yuantong", "圆通速递", `^YT[0-9]{13}$|^[A-Z0-9]{10,15}$`, "YT 加 13 位数字", "95554", false, 0},
		{6, "shentong", "申通快递", `^[0-9]{12,15}$`, "12 到 15 位数字", "95543", false, 0},
		{7, "yunda", "韵达快递", `^[0-9]{13,15}$`, "13 到 15 位数字", "95546", false, 0},
		{8, "jtexpress", "极兔速递", `^JT[0-9]{13}$|^[0-9]{12,15}$`, "JT 加 13 位数字", "956025", false, 0},
		{9, "jd", "京东快递", `^JD[A-Z0-9]{11,18}$`, "JD 开头的 13 到 20 位", "950616", true, 0},
		{10, "debangkuaidi", "德邦快递", `^DPK[0-9]{12}$|^[0-9]{8,15}$`, "DPK 加 12 位数字，或 8 到 15 位数字", "95353", false, 0},
		{11, "kehuoyou", "客货邮班车", `^KHY[0-9]{8,16}$`, "KHY 加 8 到 16 位数字", "", false, 0},
	}
	for i := range list {
		list[i].Ord = i + 1
	}
	return list
}
