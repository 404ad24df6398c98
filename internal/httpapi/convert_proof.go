package httpapi

import (
	"encoding/hex"
	"fmt"
	"time"

	"github.com/yigou/yigou/internal/alloc"
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/money"
)

func hexOf(h ledger.Hash) string { return hex.EncodeToString(h[:]) }

func checkpoint(c ledger.Checkpoint) Checkpoint {
	return Checkpoint{
		No: c.ID, Size: c.Size, Alg: CheckpointAlg(c.Alg.String()), Root: hexOf(c.Root), Note: c.Note, PublishedAt: at(c.PublishedUS),
	}
}

func (s *Server) proofOut(p entryProof) Proof {
	next := s.NextSign(s.DB.Clock().Now())
	out := Proof{
		OrderNo: p.orderNo, Party: party(p.origin.Role), AmountFen: -int64(p.doc.Entry.Amount), PostedAt: at(int64(p.doc.Head.PostedUS)),
		NextCheckpointAt: next, PublicKey: s.Chain.PublicKey(), Document: p.doc,
	}
	if p.doc.Log != nil {
		if text, _ := ledger.SplitNote(p.doc.Log.Note); text != "" {
			said, err := ledger.ReadStatement(text)
			if err == nil {
				out.CheckpointNo = said.No
			}
		}
	}
	out.Sentence = proofSentence(out, next)
	return out
}

// party never names anybody.
func party(r alloc.Role) string {
	if r == alloc.RoleHousehold {
		return "一户农户"
	}
	return partTitles[r]
}

func proofSentence(p Proof, next time.Time) string {
	s := fmt.Sprintf("订单 %s 的这一笔：记入%s %s，记账于 %s，", p.OrderNo, p.Party, yuan(money.Fen(p.AmountFen)), minute(p.PostedAt))
	if p.CheckpointNo == 0 {
		return s + fmt.Sprintf("还没有列入校验点，下一个校验点在 %s 发布。", minute(next))
	}
	return s + fmt.Sprintf("已列入第 %d 号校验点。", p.CheckpointNo)
}

func minute(t time.Time) string { return t.In(clock.Shanghai).Format("2006年1月2日 15:04") }

// proofLinks are the links of an order's household entries, once they are in the
// books.
func (f *orderFile) proofLinks(s *Server) []ProofLink {
	out := []ProofLink{}
	if f.credited == 0 {
		return out
	}
	for _, sl := range f.slices {
		for _, r := range sl.Rows {
			if r.Household != 0 && r.Amount != 0 {
				out = append(out, ProofLink{Token: s.Tokens.Of(r.ID), AmountFen: int64(r.Amount)})
			}
		}
	}
	return out
}

// linkProofs gives the lines of a household's own passbook their links.
func (s *Server) linkProofs(lines []CreditLine) {
	for i := range lines {
		if lines[i].State != CreditStatePlanned {
			lines[i].ProofToken = s.Tokens.Of(int64(lines[i].Id))
		}
	}
}
