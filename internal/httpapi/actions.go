package httpapi

import (
	"github.com/yigou/yigou/internal/catalog"
	"github.com/yigou/yigou/internal/stock"
	"github.com/yigou/yigou/internal/trade"
)

// may is an action that can be done now; mayNot says why it cannot.
func may(key ActionKey, label string) Action { return Action{Key: key, Label: label, Allowed: true} }

func mayNot(key ActionKey, label, reason string) Action {
	return Action{Key: key, Label: label, Reason: reason}
}

// buyerActions are what a buyer may do with an order. What can never be done
// again is left out.
func buyerActions(o trade.Order) []Action {
	switch o.State {
	case trade.Created:
		return []Action{may(ActionKeyPay, "去付款"), may(ActionKeyCancel, "取消订单")}
	case trade.Paid:
		return []Action{may(ActionKeyCancel, "取消订单")}
	case trade.Packed:
		return []Action{mayNot(ActionKeyCancel, "取消订单", trade.ErrTooLate.Detail)}
	case trade.Shipped, trade.Delivered:
		return []Action{may(ActionKeySign, "确认收货")}
	case trade.Signed, trade.Closed, trade.Cancelled:
	}
	return []Action{}
}

// stationActions are what the shipping station may do; others only look.
func stationActions(o trade.Order, sc scope) []Action {
	if sc.stationID == 0 {
		return []Action{}
	}
	switch o.State {
	case trade.Paid:
		return []Action{may(ActionKeyPack, "打包"), may(ActionKeyCancel, "取消并退款")}
	case trade.Packed:
		return []Action{may(ActionKeyShip, "发货"), may(ActionKeyUnpack, "拆包")}
	case trade.Created, trade.Shipped, trade.Delivered, trade.Signed, trade.Closed, trade.Cancelled:
	}
	return []Action{}
}

// lotActions are what the station may do with a lot.
func lotActions(l stock.Lot, lines int) []Action {
	switch {
	case l.State == stock.Sealed:
		return []Action{}
	case lines == 0:
		return []Action{may(ActionKeyContribute, "收货"), mayNot(ActionKeySeal, "封存", stock.ErrEmpty.Detail)}
	}
	return []Action{may(ActionKeyContribute, "收货"), may(ActionKeySeal, "封存")}
}

// listingActions are what the station may do with a product.
func listingActions(p catalog.Product) []Action {
	switch p.State {
	case catalog.Draft:
		return []Action{may(ActionKeyEdit, "修改"), may(ActionKeySubmit, "送审"), may(ActionKeyRepicture, "换图片"), may(ActionKeyRetire, "下架")}
	case catalog.OnSale:
		return []Action{may(ActionKeyReprice, "改价"), may(ActionKeyRepicture, "换图片"), may(ActionKeySuspend, "暂停销售")}
	case catalog.Suspended:
		resume := may(ActionKeyResume, "恢复销售")
		if p.HeldBy == catalog.HeldByStaff {
			resume = mayNot(ActionKeyResume, "恢复销售", catalog.ErrHeld.Detail)
		}
		return []Action{
			resume, may(ActionKeyReprice, "改价"), may(ActionKeyRepicture, "换图片"),
			may(ActionKeyRevise, "改回草稿"), may(ActionKeyRetire, "下架"),
		}
	case catalog.TownReview, catalog.DistrictReview, catalog.Off:
	}
	return []Action{}
}

// reviewActions are what a reviewer of a role may do with a product.
func reviewActions(p catalog.Product, stage catalog.State) []Action {
	if p.State != stage {
		return []Action{}
	}
	return []Action{may(ActionKeyApprove, "通过"), may(ActionKeyReject, "退回")}
}
