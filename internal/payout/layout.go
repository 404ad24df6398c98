package payout

// Field is what a column of a bank's file holds (domain.md R10).
type Field string

// The fields.
const (
	FieldSeq       Field = "seq"
	FieldHolder    Field = "holder"
	FieldAccount   Field = "account"
	FieldBank      Field = "bank"
	FieldAmount    Field = "amount" // yuan, two decimals
	FieldPurpose   Field = "purpose"
	FieldHousehold Field = "household" // 户编号
	FieldBatch     Field = "batch"
)

var knownFields = map[Field]bool{
	FieldSeq: true, FieldHolder: true, FieldAccount: true, FieldBank: true, FieldAmount: true,
	FieldPurpose: true, FieldHousehold: true, FieldBatch: true,
}

// Known reports whether f is one of the fields.
func (f Field) Known() bool { return knownFields[f] }

// Column is one column of a bank's file.
type Column struct {
	Head  string
	Field Field
}

// Formats and encodings of files.
const (
	XLSX    = "xlsx"
	CSV     = "csv"
	GB18030 = "gb18030"
	UTF8    = "utf8" // with a byte order mark
)

// Layout is the form in which one bank takes payments and answers. Banks differ,
// so it is configuration.
type Layout struct {
	Key      string // stored with the batch
	Title    string // 农商行
	Format   string // XLSX or CSV
	Encoding string // of a CSV
	Columns  []Column
	Answer   AnswerLayout
}

// AnswerLayout names the heads of a bank's answer and the words in its state
// column. Words are compared whole.
type AnswerLayout struct {
	Seq, State, Reason, Txn, Amount    string
	Success, Failure, Pending, Bounced []string
}

// Purpose is the text beside every payment: at most 20 characters, never wages
// or subsidies.
const Purpose = "农产品货款"

// standardAnswer is the answer of R10 with the words most banks use.
var standardAnswer = AnswerLayout{
	Seq: "序号", State: "状态", Reason: "失败原因", Txn: "银行流水号", Amount: "金额",
	Success: []string{"成功", "交易成功", "已入账"},
	Failure: []string{"失败", "交易失败"},
	Pending: []string{"处理中", "未知", "待处理"},
	Bounced: []string{"退汇", "已退汇", "退票"},
}

// DefaultLayouts are the three forms that come with the program.
var DefaultLayouts = []Layout{
	{
		Key: "rural", Title: "农商行批量转账（Excel）", Format: XLSX, Answer: standardAnswer,
		Columns: []Column{
			{"序号", FieldSeq},
			{"收款户名", FieldHolder},
			{"收款账号", FieldAccount},
			{"开户行", FieldBank},
			{"金额", FieldAmount},
			{"用途", FieldPurpose},
			{"备注", FieldHousehold},
		},
	},
	{
		Key: "postal", Title: "邮储批量付款（CSV）", Format: CSV, Encoding: GB18030, Answer: standardAnswer,
		Columns: []Column{
			{"批次号", FieldBatch},
			{"序号", FieldSeq},
			{"账号", FieldAccount},
			{"户名", FieldHolder},
			{"金额", FieldAmount},
			{"摘要", FieldPurpose},
		},
	},
	{
		Key: "generic", Title: "通用清单（CSV）", Format: CSV, Encoding: UTF8, Answer: standardAnswer,
		Columns: []Column{
			{"序号", FieldSeq},
			{"收款户名", FieldHolder},
			{"收款账号", FieldAccount},
			{"开户行", FieldBank},
			{"金额(元)", FieldAmount},
			{"用途", FieldPurpose},
			{"户编号", FieldHousehold},
			{"批次号", FieldBatch},
		},
	},
}
