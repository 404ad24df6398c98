package payout

import (
	"context"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/money"
	"github.com/yigou/yigou/internal/outbox"
	"github.com/yigou/yigou/internal/sms"
	"github.com/yigou/yigou/internal/supplier"
)

// JobTold is the outbox kind of the message that tells a household what its bank
// did with a payment. Its body holds no phone: NoticeHandler opens it when it
// sends.
const JobTold = "payout.told"

// What a household is told, in plain words. Each takes "merchant", "amount" in
// yuan and "tail", the last digits of the card.
const (
	// TemplatePaid: {merchant}付给您的农产品货款{amount}元，已打到尾号{tail}的银行卡。
	TemplatePaid = "payout_paid"
	// TemplateCheckCard: {merchant}付给您的农产品货款{amount}元没有打进尾号{tail}的银行卡，
	// 钱还记在您名下。请带上银行卡到服务站核对。
	TemplateCheckCard = "payout_check_card"
	// TemplateAgain: {merchant}付给您的农产品货款{amount}元这次没有打成，钱还记在您名下，
	// 下次一起打，您不用办任何手续。
	TemplateAgain = "payout_again"
)

type told struct {
	HouseholdID int64     `json:"household_id"`
	MerchantID  int64     `json:"merchant_id"`
	Template    string    `json:"template"`
	Amount      money.Fen `json:"amount_fen"`
	Tail        string    `json:"tail"`
}

// tell promises the message about where a line ended in this import: a return
// that overtook its success is told once, as the return it is.
func (in *intake) tell(b Batch, l Line) error {
	template := ""
	switch l.State { //nolint:exhaustive // nothing else is news
	case Paid:
		template = TemplatePaid
	case Returned:
		template = TemplateCheckCard
	case Failed:
		template = TemplateAgain
		if accountFault(l.Reason) {
			template = TemplateCheckCard
		}
	}
	if template == "" || l.PayeeKind != ledger.OwnerHousehold.String() {
		return nil
	}
	return outbox.Add(in.tx, outbox.Job{Kind: JobTold, Body: told{l.PayeeID, b.MerchantID, template, l.Amount, l.Tail}})
}

// NoticeHandler does JobTold. A household without a phone is told nothing.
func (t *Teller) NoticeHandler(d *db.DB, s sms.Sender) outbox.Handler {
	return func(ctx context.Context, task outbox.Task) error {
		var n told
		if err := task.Decode(&n); err != nil {
			return err
		}
		var names map[int64]string
		err := d.View(ctx, func(tx *db.Tx) (err error) {
			names, err = supplier.Names(tx, []int64{n.MerchantID})
			return err
		})
		if err != nil {
			return err
		}
		return t.register.Tell(ctx, d, s, n.HouseholdID, n.Template, map[string]string{
			"merchant": names[n.MerchantID], "amount": n.Amount.String(), "tail": n.Tail,
		})
	}
}
