package httpapi

import (
	"context"
	"encoding/hex"
	"slices"

	"github.com/yigou/yigou/internal/catalog"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/household"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/logistics"
	"github.com/yigou/yigou/internal/stock"
	"github.com/yigou/yigou/internal/supplier"
	"github.com/yigou/yigou/internal/trade"
)

func (s *Server) readJournals(ctx context.Context, p DistrictListJournalsParams) (out JournalList, err error) {
	f := ledger.Filter{Order: int64(p.OrderId), Account: ledger.AccountID(p.AccountId), Limit: p.Limit + 1}
	if f.Before, err = idCursor(p.Cursor); err != nil {
		return out, err
	}
	if p.Kind != "" {
		kind, ok := ledger.KindOf(p.Kind)
		if !ok {
			return JournalList{Items: []Journal{}}, nil
		}
		f.Kind = kind
	}
	err = s.view(ctx, func(tx *db.Tx, a *atlas) error {
		heads, err := ledger.Journals(tx, f)
		if err != nil {
			return err
		}
		heads, out.NextCursor = page(heads, p.Limit, func(j ledger.Posted) int64 { return j.ID })
		for i := range heads {
			if heads[i], err = ledger.JournalByID(tx, heads[i].ID); err != nil {
				return err
			}
		}
		names, err := readLedgerNames(tx, a, heads)
		out.Items = mapped(heads, names.journal)
		return err
	})
	return out, err
}

func (s *Server) readJournal(ctx context.Context, id int64) (out Journal, err error) {
	err = s.view(ctx, func(tx *db.Tx, a *atlas) error {
		j, err := ledger.JournalByID(tx, id)
		if err != nil {
			return err
		}
		names, err := readLedgerNames(tx, a, []ledger.Posted{j})
		out = names.journal(j)
		return err
	})
	return out, err
}

// ledgerNames are the names behind the owners of accounts and books.
type ledgerNames struct {
	atlas      *atlas
	books      map[int32]string
	orders     map[int64]trade.Order
	lots       map[int64]stock.Lot
	households map[int64]household.Household
	stations   map[int64]supplier.Station
	merchants  map[int64]supplier.Supplier // and collectives
	carriers   map[int64]string
}

func readLedgerNames(tx *db.Tx, a *atlas, js []ledger.Posted) (n ledgerNames, err error) {
	n = ledgerNames{atlas: a, books: map[int32]string{}, orders: map[int64]trade.Order{}, carriers: map[int64]string{}}
	var entries []ledger.Entry
	for _, j := range js {
		entries = append(entries, j.Entries...)
	}
	of := func(kinds ...ledger.OwnerKind) []int64 {
		return keys(entries, func(e ledger.Entry) int64 {
			if slices.Contains(kinds, e.Key.Owner) {
				return e.Key.OwnerID
			}
			return 0
		})
	}
	if n.lots, err = stock.LotsByID(tx, of(ledger.OwnerLot)); err != nil {
		return n, err
	}
	if n.households, err = household.ByIDs(tx, of(ledger.OwnerHousehold)); err != nil {
		return n, err
	}
	if n.stations, err = supplier.StationsByIDs(tx, of(ledger.OwnerStation)); err != nil {
		return n, err
	}
	if n.merchants, err = supplier.ByIDs(tx, of(ledger.OwnerMerchant, ledger.OwnerCollective)); err != nil {
		return n, err
	}
	return n, n.readBooks(tx, js)
}

func (n *ledgerNames) readBooks(tx *db.Tx, js []ledger.Posted) error {
	carriers, err := logistics.Carriers(tx)
	if err != nil {
		return err
	}
	for _, c := range carriers {
		n.carriers[c.ID] = c.Name
	}
	orders, err := trade.OrdersByID(tx, keys(js, func(j ledger.Posted) int64 { return j.Order }))
	if err != nil {
		return err
	}
	for _, o := range orders {
		n.orders[o.ID] = o
	}
	var ids []int32
	for _, j := range js {
		ids = append(ids, j.Book)
	}
	books, err := ledger.BooksByID(tx, ids)
	if err != nil {
		return err
	}
	owners := make([]int64, 0, len(books))
	for _, b := range books {
		owners = append(owners, b.OwnerID)
	}
	merchants, err := supplier.ByIDs(tx, owners)
	for id, b := range books {
		n.books[id] = merchants[b.OwnerID].Name
	}
	return err
}

// owner names whose an account is.
func (n ledgerNames) owner(k ledger.AccountKey) string {
	switch k.Owner {
	case ledger.OwnerLot:
		return "批次 " + n.lots[k.OwnerID].No
	case ledger.OwnerHousehold:
		h := n.households[k.OwnerID]
		return h.VillageName + " " + h.MaskedName
	case ledger.OwnerStation:
		return n.stations[k.OwnerID].Name
	case ledger.OwnerMerchant, ledger.OwnerCollective:
		return n.merchants[k.OwnerID].Name
	case ledger.OwnerCarrier:
		return n.carriers[k.OwnerID]
	case ledger.OwnerChannel:
		return word(channelWords, trade.ChannelName(k.OwnerID))
	case ledger.OwnerSystem, ledger.OwnerDriver, ledger.OwnerOrganisation, ledger.OwnerEvent:
	}
	return k.Owner.String() + " " + formatID(k.OwnerID)
}

// unit is what a journal counts.
func (n ledgerNames) unit(j ledger.Posted) (code, label string) {
	if j.Kind.Unit() == ledger.InFen {
		return "fen", "分"
	}
	for _, e := range j.Entries {
		if l, ok := n.lots[e.Key.OwnerID]; ok && e.Key.Owner == ledger.OwnerLot {
			return l.Unit, catalog.Unit(l.Unit).Word()
		}
	}
	return string(catalog.Gram), catalog.Gram.Word()
}

func (n ledgerNames) journal(j ledger.Posted) Journal {
	code, label := n.unit(j)
	out := Journal{
		Id: ID(j.ID), BookName: n.books[j.Book], Kind: j.Kind.String(), KindLabel: j.Kind.Title(), Unit: JournalUnit(code), UnitLabel: label,
		PostedAt: at(j.PostedUS), EffectiveAt: at(j.EffectiveUS), Lane: int(ledger.LaneOf(j.ID)), Height: j.Height,
		Hash: hex.EncodeToString(j.Leaf[:]), Reverses: ID(j.Reverses), Links: n.links(j),
		Legs: mapped(j.Entries, func(e ledger.Entry) LegSide {
			return LegSide{
				AccountId: ID(e.Account), Label: e.Key.Code.Title(), Owner: n.owner(e.Key), Debit: max(e.Amount, 0), Credit: max(-e.Amount, 0),
			}
		}),
	}
	for _, l := range out.Legs {
		out.DebitSum += l.Debit
		out.CreditSum += l.Credit
	}
	return out
}

// links are the objects a journal belongs to.
func (n ledgerNames) links(j ledger.Posted) []ObjectLink {
	out := []ObjectLink{}
	if j.Order != 0 {
		out = append(out, ObjectLink{Kind: ObjectLinkKindOrder, Id: ID(j.Order), Label: "订单 " + n.orders[j.Order].No})
	}
	if j.Reverses != 0 {
		out = append(out, ObjectLink{Kind: ObjectLinkKindJournal, Id: ID(j.Reverses), Label: "被冲正的凭证"})
	}
	switch j.Kind {
	case ledger.G1Intake:
		out = append(out, ObjectLink{Kind: ObjectLinkKindLot, Id: ID(j.Ref), Label: "批次 " + n.lots[j.Ref].No})
	case ledger.E4Settle:
		h := n.households[j.Ref]
		out = append(out, ObjectLink{Kind: ObjectLinkKindHousehold, Id: ID(j.Ref), Label: h.VillageName + " " + h.MaskedName})
	case ledger.E5Refund, ledger.E5Refunded, ledger.E6Refund, ledger.E6Claim:
		out = append(out, ObjectLink{Kind: ObjectLinkKindRefund, Id: ID(j.Ref), Label: "退款"})
	default: // the others belong to their order
	}
	return out
}
