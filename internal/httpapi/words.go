package httpapi

import (
	"fmt"
	"strings"

	"github.com/yigou/yigou/internal/alloc"
	"github.com/yigou/yigou/internal/catalog"
	"github.com/yigou/yigou/internal/household"
	"github.com/yigou/yigou/internal/identity"
	"github.com/yigou/yigou/internal/payout"
)

// Words for codes that no domain says itself: what a person reads on a screen.

type roleWord struct{ label, front string }

var roleWords = map[identity.Role]roleWord{
	identity.Consumer:        {"买家", "shop"},
	identity.Household:       {"农户", "shop"},
	identity.StationOperator: {"服务站操作员", "station"},
	identity.SupplierAdmin:   {"供货主体管理员", "office"},
	identity.TownReviewer:    {"乡镇审核员", "office"},
	identity.DistrictAdmin:   {"区帮扶办管理员", "office"},
	identity.Auditor:         {"审计员", "office"},
}

var partTitles = map[alloc.Role]string{
	alloc.RoleHousehold:  "农户货款",
	alloc.RoleCollective: "村集体",
	alloc.RoleStation:    "服务站服务费",
	alloc.RoleService:    "供货主体服务费",
	alloc.RoleVAT:        "增值税",
	alloc.RolePacking:    "包装费",
	alloc.RoleFirstMile:  "村到镇运费",
	alloc.RoleFreight:    "运费",
}

var consentWords = map[household.Purpose]string{
	household.Sale:        "委托服务站代销",
	household.Payout:      "用登记的银行卡收款",
	household.PublicStory: "公开展示故事",
	household.NameToBuyer: "向买家显示姓氏",
	household.Photo:       "拍照留存",
}

var returnWords = map[catalog.ReturnPolicy]string{
	catalog.SevenDay:        "7 天无理由退货",
	catalog.FreshExempt:     "鲜活商品不支持无理由退货，坏了请在售后期内拍照联系",
	catalog.ConfirmedExempt: "下单时确认后不支持无理由退货",
}

var taxWords = map[catalog.TaxMark]string{
	catalog.ExemptSelf:  "自产农产品免税",
	catalog.ExemptChain: "流通环节免税",
	catalog.Rate9:       "税率 9%",
	catalog.Rate13:      "税率 13%",
}

var channelWords = map[string]string{"sandbox": "模拟支付", "wechat": "微信支付", "alipay": "支付宝", "bank": "银行转账"}

var endWords = map[string]string{
	"buyer": "买家取消", "timeout": "超时未付款", "station": "服务站取消", "station_spoiled": "服务站取消：货坏了，不能发",
	"station_short": "服务站取消：货不够", "station_asked": "服务站取消：应买家要求", "station_other": "服务站取消",
}

var anomalyWords = map[string]string{
	"unknown": "找不到对应的付款", "merchant": "收款商户不符", "currency": "币种不符",
	"amount": "金额不符", "twice": "重复付款", "late": "关闭后才到账",
}

var anomalyStates = map[string]string{"open": "待人工处理", "refunding": "退款中", "refunded": "已退回"}

var payoutStates = map[payout.State]string{
	payout.Draft: "待复核", payout.Checked: "待审批", payout.Approved: "待导出", payout.Exported: "等银行回盘",
	payout.Imported: "部分到账", payout.Closed: "已办结", payout.Cancelled: "已作废",
}

var lineStates = map[payout.LineState]string{
	payout.Planned: "待审批", payout.Locking: "锁定中", payout.Locked: "打款中", payout.Unknown: "银行处理中",
	payout.Paid: "已打款", payout.Failed: "未打成", payout.Returned: "退汇", payout.Dropped: "未打款",
}

var payoutOrigins = map[payout.Origin]string{
	payout.ByStaff: "手工制单", payout.ByWeek: "每周自动", payout.ByRequest: "农户要求",
}

var whyWords = map[payout.Why]string{
	payout.WhyNoPayee: "没有收款账户", payout.WhyCooling: "账户刚换，24 小时内不打款", payout.WhyFlagged: "账户待核", payout.WhyWaiting: "在另一个批次里",
}

var payeeStates = map[household.PayeeState]string{
	household.PayeeNone: "已停用", household.PayeeCooled: "刚换的账户，满 24 小时后才会打款",
	household.PayeeFlagged: "银行退回过，请核对后重新登记", household.PayeeUsable: "可以收款",
}

var relationWords = map[household.Relation]string{
	household.Head: "户主本人", household.Spouse: "配偶", household.Child: "子女", household.Kin: "其他亲属",
}

// word looks a code up and shows the code itself rather than nothing.
func word[K ~string](words map[K]string, code K) string {
	if w, ok := words[code]; ok {
		return w
	}
	return string(code)
}

// percentWords prints basis points: 300 is 3%, 250 is 2.5%.
func percentWords(bp int64) string {
	s := fmt.Sprintf("%d.%02d", bp/100, bp%100)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".") + "%"
}

// verbWords are what the audit log calls a deed.
var verbWords = map[string]string{ //nolint:gosec // 重置密码 is a word, not a secret
	"freight.create": "新建运费模板", "freight.revise": "修改运费模板",
	"benefit.create": "新建利益联结", "benefit.revise": "修改利益联结",
	"household.bind": "绑定农户", "household.consent": "登记同意", "household.create": "登记农户", "household.import": "导入农户",
	"household.look": "查看农户档案", "household.reveal": "查看农户完整信息", "household.unbind": "解除绑定", "household.withdraw": "撤回同意",
	"ledger.stop": "暂停入账", "ledger.stop_ask_lift": "提出恢复入账", "ledger.stop_lift": "恢复入账",
	"lot.open": "开批次", "lot.contribute": "收货", "lot.void": "作废交货", "lot.seal": "封存批次",
	"household.payee": "登记收款账户", "household.passbook": "查看农户存折", "household.viewer": "登记代看人", "household.card": "发户卡", "household.card_end": "作废户卡", "household.card_open": "用户卡查看存折", "household.card_lock": "户卡密码输错锁住", "household.viewer_end": "取消代看人", "household.slip": "打印农户存折",
	"dispute.raise": "提出账目疑问", "dispute.take": "接手账目疑问", "dispute.answer": "答复账目疑问",
	"payout.draft": "制单打款", "payout.check": "复核打款", "payout.approve": "审批打款", "payout.cancel": "作废打款批次",
	"payout.export": "导出银行文件", "payout.download": "下载银行文件", "payout.import": "导入银行回盘",
	"media.upload": "上传图片", "produce.create": "登记品种", "produce.update": "修改品种",
	"product.create": "新建商品", "product.update": "修改商品", "product.pictures": "换图片", "product.submit": "送审商品",
	"product.approve": "通过商品", "product.reject": "退回商品", "product.suspend": "暂停商品", "product.resume": "恢复商品",
	"product.revise": "商品改回草稿", "product.retire": "下架商品", "sku.price": "改价",
	"order.pack": "打包", "order.unpack": "拆包", "order.ship": "发货", "order.station_cancel": "取消订单",
	"station.create": "新建服务站", "station.link": "服务站签约", "station.unlink": "服务站解约", "station.update": "修改服务站", "station.active": "服务站开业", "station.closed": "服务站停业",
	"supplier.create": "登记主体", "supplier.licence": "登记证照", "supplier.verified": "核验主体", "supplier.active": "启用主体",
	"supplier.suspended": "暂停主体", "supplier.reject": "退回主体", "supplier.settlement": "设置收款账户",
	"user.create": "新建人员", "user.grant": "授予岗位", "user.grant_end": "收回岗位", "user.password_reset": "重置密码", "user.password_own": "修改自己的密码", "user.state": "停用或启用账号",
}
