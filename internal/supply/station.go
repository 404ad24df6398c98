package supply

import (
	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/catalog"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/stock"
	"github.com/yigou/yigou/internal/supplier"
	"github.com/yigou/yigou/internal/trade"
)

// Refusals around stations.
var (
	ErrClosed     = fault.New(fault.Conflict, "supply.station_closed", "服务站已停业,不能再收货和上架")
	ErrOpenOrders = fault.New(fault.Conflict, "supply.open_orders", "还有订单没有办完,请先发货或取消")
	ErrOpenLots   = fault.New(fault.Conflict, "supply.open_lots", "还有批次没有封存,请先封存")
)

// CloseStation closes a station that owes nobody a parcel: its products leave
// the shelf with it. Refusals: ErrOpenOrders with the number, and those of
// supplier.SetStationState.
func CloseStation(tx *db.Tx, a actor.Actor, stationID int64, reason string) (supplier.Station, error) {
	s, err := supplier.SetStationState(tx, a, stationID, supplier.StationClosed, reason)
	if err != nil {
		return s, err
	}
	if err := nothingOpen(tx, stationID, 0); err != nil {
		return s, err
	}
	_, err = catalog.SuspendAll(tx, a, catalog.Scope{StationID: stationID}, "服务站停业:"+reason)
	return s, err
}

// ReopenStation opens a closed station; it puts its products back on sale
// itself, one by one, since each must still fit.
func ReopenStation(tx *db.Tx, a actor.Actor, stationID int64) (supplier.Station, error) {
	return supplier.SetStationState(tx, a, stationID, supplier.StationOpen, "")
}

// ReviseStation corrects a station. A merchant that it no longer serves must
// have no open order and no open lot there; its products leave the shelf.
// Refusals: ErrOpenOrders, ErrOpenLots, and those of supplier.ReviseStation.
func ReviseStation(tx *db.Tx, a actor.Actor, stationID int64, in supplier.StationTerms) (supplier.Station, error) {
	s, dropped, err := supplier.ReviseStation(tx, a, stationID, in)
	if err != nil {
		return s, err
	}
	for _, merchantID := range dropped {
		if err := leave(tx, a, stationID, merchantID); err != nil {
			return s, err
		}
	}
	return s, catalog.RenameStation(tx, s.ID, s.Name)
}

func leave(tx *db.Tx, a actor.Actor, stationID, merchantID int64) error {
	if err := nothingOpen(tx, stationID, merchantID); err != nil {
		return err
	}
	lots, err := stock.ListLots(tx, stock.LotQuery{StationID: stationID, MerchantID: merchantID, State: stock.Open, Limit: 1})
	if err != nil {
		return err
	}
	if len(lots) > 0 {
		return ErrOpenLots.Withf("批次 %s 还没有封存,封存以后才能不再为这个主体发货", lots[0].No)
	}
	_, err = catalog.SuspendAll(tx, a, catalog.Scope{StationID: stationID, MerchantID: merchantID}, "服务站不再为这个主体发货")
	return err
}

// nothingOpen refuses while a station has open orders, of one merchant or of
// all (0).
func nothingOpen(tx *db.Tx, stationID, merchantID int64) error {
	n, err := trade.OpenAt(tx, stationID, merchantID)
	if err != nil || n == 0 {
		return err
	}
	return ErrOpenOrders.Withf("还有 %d 个订单没有付款、打包或发货,请先发货或取消,办完再来", n)
}
