package demo

// Password is that of every demo member of staff.
const Password = "yigou-demo-2026" //nolint:gosec // printed for everybody to use

// The demo's phones. Nobody can be reached on them.
const (
	buyerPhone     = "13800000001"
	householdPhone = "13800000005"
	viewerPhone    = "13800000006" // 代看人 of that household
	districtPhone  = "13800000090"
	townPhone      = "13800000080" // 紫照镇; the other towns follow
	stationPhone   = "13800000010" // 桂香村; the other stations follow
	supplierPhone  = "13800000030" // 桂香村; the other merchants follow
	checkerPhone   = "13800000070" // 桂香村, checks payouts
	approverPhone  = "13800000071" // 桂香村, approves them
)

// Logins is what serve prints in demo.
const Logins = `
演示账号(手机号 + 页面上显示的验证码；工作人员也可用密码 ` + Password + `)
  商城   /          消费者 ` + buyerPhone + ` · 农户 ` + householdPhone + ` · 代看人 ` + viewerPhone + `
  服务站 /station/  桂香村电商服务站 ` + stationPhone + `
  办公   /office/   区帮扶办 ` + districtPhone + ` · 紫照镇审核员 ` + townPhone + ` · 桂香村供货主体 ` + supplierPhone + `
             桂香村打款：复核人 ` + checkerPhone + ` · 审批人 ` + approverPhone + `
`
