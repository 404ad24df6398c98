package httpapi

import (
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/distribution"
	"github.com/yigou/yigou/internal/money"
)

func distributionInput(merchantID int64, in DistributionInput) distribution.Input {
	return distribution.Input{
		MerchantID: merchantID, Year: in.Year, RecordDay: clock.Day(in.RecordDay), From: clock.Day(in.FromDay), To: clock.Day(in.ToDay),
		Distributable: money.Fen(in.DistributableFen), ReserveBP: in.ReserveBp, VolumeBP: in.VolumeBp, Note: in.Note,
	}
}

// distributionView is a distribution without names, papers and parts.
func distributionView(d distribution.Distribution) Distribution {
	policy, _ := distribution.PolicyByNo(d.Policy)
	return Distribution{
		Id: ID(d.ID), Year: d.Year, Regime: DistributionRegime(d.Terms.Regime), RegimeLabel: d.Terms.Regime.Word(),
		State: DistributionState(d.State), StateLabel: d.State.Word(), RecordDay: BusinessDay(d.RecordDay),
		FromDay: BusinessDay(d.From), ToDay: BusinessDay(d.To), DistributableFen: int64(d.Terms.Distributable),
		ReserveBp: d.Terms.ReserveBP, ReserveFen: int64(d.Reserve), PayableFen: int64(d.Payable()),
		VolumeBp: d.Terms.VolumeBP, VolumeFen: int64(d.Patronage), Note: d.Note, NoticeUntil: BusinessDay(d.NoticeUntil),
		CreatedAt: at(d.CreatedUS), ApprovedAt: at(d.ApprovedUS), PostedAt: at(d.PostedUS),
		Vote: DistributionVote{Members: d.Vote.Members, Present: d.Vote.Present, InFavour: d.Vote.InFavour}, VotePasses: policy.Passes(d.Vote),
		Papers: []DistributionPaper{}, Parts: []DistributionPart{},
	}
}

func distributionPaper(p distribution.Paper) DistributionPaper {
	return DistributionPaper{
		Id: ID(p.ID), Kind: DistributionPaperKind(p.Kind), KindLabel: p.Kind.Word(), Name: p.Name, Size: p.Size,
		Sha256: hex.EncodeToString(p.Digest[:]), CreatedAt: at(p.CreatedUS),
	}
}

// dividend is a line of the passbook: what it is and what it was computed from.
func dividend(c distribution.Credit) HouseholdDividend {
	d, p := c.Distribution, c.Part
	var basis []string
	if p.ByVolume > 0 {
		basis = append(basis, fmt.Sprintf("交易额 %s 返还 %s", yuan(p.Volume), yuan(p.ByVolume)))
	}
	if p.ByShares > 0 {
		basis = append(basis, fmt.Sprintf("%s 份分得 %s", shareWords(p.Units), yuan(p.ByShares)))
	}
	return HouseholdDividend{
		Id: ID(d.ID), Day: businessDay(d.PostedUS), Title: fmt.Sprintf("%d 年%s", d.Year, d.Terms.Regime.Word()),
		Basis: strings.Join(basis, "，"), AmountFen: int64(p.Amount()),
	}
}

// shareWords prints basis units as shares: 150 is 1.5.
func shareWords(units int64) string {
	s := fmt.Sprintf("%d.%02d", units/100, units%100)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}
