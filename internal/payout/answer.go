package payout

import (
	"context"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/sheet"
)

// answer is what a bank's file says about one line.
type answer struct {
	row       sheet.Row // only its place in the file is used later
	seq       int
	says      LineState // Paid, Failed, Unknown or Returned
	reason    string
	txn       string
	amount    money.Fen
	hasAmount bool
}

// Bounds of a bank's answer.
const (
	maxAnswerBytes = 8 << 20
	maxAnswerRows  = 20_000
	maxReason      = 100
	maxTxn         = 64
)

// readAnswers parses a bank's file. Rows that cannot be read are returned as
// errors with line and column; the rest is used.
func readAnswers(ctx context.Context, r io.Reader, l AnswerLayout) (as []answer, wrong []sheet.Error, err error) {
	o := sheet.Options{MaxBytes: maxAnswerBytes, MaxRows: maxAnswerRows, Columns: []sheet.Column{
		{Name: l.Seq, Required: true},
		{Name: l.State, Required: true},
		{Name: l.Reason},
		{Name: l.Txn},
		{Name: l.Amount, Aliases: []string{l.Amount + "(元)"}},
	}}
	err = sheet.Read(ctx, r, o, func(row sheet.Row) error {
		a, bad := l.read(row)
		if bad != nil {
			wrong = append(wrong, *bad)
		} else {
			as = append(as, a)
		}
		return nil
	})
	return as, wrong, err
}

func (l AnswerLayout) read(row sheet.Row) (answer, *sheet.Error) {
	refuse := func(column, code, message string) (answer, *sheet.Error) {
		e := row.Error(column, code, message)
		return answer{}, &e
	}
	seq, err := strconv.Atoi(row.Text(l.Seq))
	if err != nil || seq <= 0 {
		return refuse(l.Seq, "seq", "序号应是导出文件里的数字")
	}
	says, ok := l.meaning(row.Text(l.State))
	if !ok {
		return refuse(l.State, "state", "不认识这个状态，应为成功、失败、处理中或退汇")
	}
	if row.Rounded(l.Txn) {
		return refuse(l.Txn, "rounded", "流水号被表格软件改成了科学计数，请把这一列设成文本再上传")
	}
	a := answer{row: row, seq: seq, says: says, reason: clip(row.Text(l.Reason), maxReason), txn: clip(row.Text(l.Txn), maxTxn)}
	if text := row.Text(l.Amount); text != "" {
		if a.amount, err = money.Parse(text); err != nil {
			return refuse(l.Amount, "amount", "金额不对，应为元，最多两位小数")
		}
		a.hasAmount = true
	}
	return a, nil
}

func (l AnswerLayout) meaning(word string) (LineState, bool) {
	for state, words := range map[LineState][]string{Paid: l.Success, Failed: l.Failure, Unknown: l.Pending, Returned: l.Bounced} {
		if slices.Contains(words, word) {
			return state, true
		}
	}
	return "", false
}

// accountFault reports whether a bank's reason speaks against the account and
// not against the day: 户名不符, 账号错误, 销户.
func accountFault(reason string) bool {
	for _, word := range []string{"户名", "账号", "帐号", "卡号", "销户", "冻结", "挂失", "不存在"} {
		if strings.Contains(reason, word) {
			return true
		}
	}
	return false
}

func clip(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most])
}
