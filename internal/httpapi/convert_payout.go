package httpapi

import (
	"encoding/hex"

	"github.com/yigou/yigou/internal/household"
	"github.com/yigou/yigou/internal/payout"
	"github.com/yigou/yigou/internal/sheet"
)

func payoutCard(b payout.Batch) PayoutCard {
	return PayoutCard{
		Id: ID(b.ID), No: b.No, State: PayoutState(b.State), StateLabel: payoutStates[b.State], OriginLabel: payoutOrigins[b.Origin],
		Lines: b.Lines, TotalFen: int64(b.Total), MadeAt: at(b.Made.AtUS),
	}
}

// payoutSteps are a batch's steps in their order, with who took each: the import
// names who read the newest answer of runs, and the last open line closes a batch
// by itself. A batch that was given up ends there.
func payoutSteps(b payout.Batch, runs []payout.ImportRun, names map[int64]string) []PayoutStep {
	imported := payout.Step{AtUS: b.ImportedUS}
	if len(runs) > 0 {
		imported.ByID = runs[0].ByID
	}
	step := func(key, label string, s payout.Step) PayoutStep {
		by := names[s.ByID]
		switch {
		case s.AtUS == 0:
			by = ""
		case key == "made" && s.ByID == 0:
			by = "系统按日历"
		case key == "closed":
			by = "系统"
		}
		return PayoutStep{Key: key, Label: label, Done: s.AtUS != 0, By: by, At: at(s.AtUS)}
	}
	steps := []PayoutStep{step("made", "制单", b.Made), step("checked", "复核", b.Checked)}
	if b.State == payout.Cancelled {
		return append(steps, step("cancelled", "作废", b.Cancelled))
	}
	return append(steps, step("approved", "审批", b.Approved), step("exported", "导出银行文件", b.Exported),
		step("imported", "导入回盘", imported), step("closed", "办结", payout.Step{AtUS: b.ClosedUS}))
}

// payoutActions are what a person may do with a batch now, and why not.
func payoutActions(b payout.Batch, userID int64, needsThird bool) []Action {
	mine := b.Made.ByID == userID
	switch b.State {
	case payout.Draft:
		check := may(ActionKeyCheck, "复核通过")
		if mine {
			check = mayNot(ActionKeyCheck, "复核通过", payout.ErrSamePerson.Detail)
		}
		return []Action{check, may(ActionKeyCancel, "作废")}
	case payout.Checked:
		approve := may(ActionKeyApprove, "审批放行")
		if mine {
			approve = mayNot(ActionKeyApprove, "审批放行", payout.ErrSamePerson.Detail)
		} else if b.Checked.ByID == userID && needsThird {
			approve = mayNot(ActionKeyApprove, "审批放行", payout.ErrThirdPerson.Detail)
		}
		return []Action{approve, may(ActionKeyCancel, "作废")}
	case payout.Approved:
		return []Action{may(ActionKeyExport, "导出银行文件")}
	case payout.Exported, payout.Imported, payout.Closed, payout.Cancelled:
	}
	return []Action{}
}

func payoutFile(f payout.File) PayoutFile {
	return PayoutFile{Name: f.Name, Size: f.Size, Sha256: hex.EncodeToString(f.SHA256), BuiltAt: at(f.BuiltUS)}
}

func payoutImport(r payout.ImportRun, names map[int64]string) PayoutImport {
	return PayoutImport{
		FileName: r.FileName, Rows: r.Rows, Applied: r.Applied, Same: r.Same, Rejected: r.Rejected, By: names[r.ByID], At: at(r.AtUS),
	}
}

// maxRowErrors bounds the row errors of one answer.
const maxRowErrors = 200

func payoutErrors(wrong []sheet.Error) []PayoutRowError {
	return mapped(wrong[:min(len(wrong), maxRowErrors)], func(e sheet.Error) PayoutRowError {
		return PayoutRowError{Line: e.Line, Column: e.Column, Detail: e.Message}
	})
}

func payoutLine(l payout.Line, h household.Household) PayoutLine {
	return PayoutLine{
		Seq: l.Seq, Name: h.MaskedName, VillageName: h.VillageName + h.GroupName, Code: h.Code, BankName: l.BankName, Tail: l.Tail,
		AmountFen: int64(l.Amount), State: PayoutLineState(l.State), StateLabel: lineStates[l.State], Reason: l.Reason, PaidAt: at(l.PaidUS),
	}
}

func householdPayment(l payout.Line) HouseholdPayment {
	out := HouseholdPayment{
		Id: ID(l.ID), AmountFen: int64(l.Amount), State: PayoutLineState(l.State), StateLabel: lineStates[l.State],
		BankName: l.BankName, Tail: l.Tail,
	}
	if us := max(l.PaidUS, l.ReturnedUS); us != 0 {
		out.Day = businessDay(us)
	}
	return out
}

func payeeOf(p household.Payee, nowUS int64) Payee {
	state := p.StateAt(nowUS)
	return Payee{
		Holder: p.Holder, RelationLabel: relationWords[p.Relation], BankName: p.BankName, Tail: p.Tail,
		State: PayeeState(state), StateLabel: payeeStates[state], CreatedAt: at(p.CreatedUS), EndedAt: at(p.EndedUS),
	}
}

func payeeInput(householdID int64, in PayeeInput) household.PayeeInput {
	return household.PayeeInput{
		HouseholdID: householdID, Relation: household.Relation(in.Relation), Holder: in.Holder, BankName: in.BankName,
		Account: in.Account, Witness: in.Witness, Agreed: in.Agreed,
	}
}

func layoutOptions(ls []payout.Layout) []Option {
	return mapped(ls, func(l payout.Layout) Option { return Option{Code: l.Key, Name: l.Title} })
}
