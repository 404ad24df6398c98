package catalog

import "github.com/yigou/yigou/internal/fault"

// State is where a listing stands (domain.md §4.5).
type State string

// The states of a listing.
const (
	Draft          State = "draft"
	TownReview     State = "town_review"
	DistrictReview State = "district_review"
	OnSale         State = "on_sale"
	Suspended      State = "suspended"
	Off            State = "off"
)

type action string

const (
	submit  action = "submit"
	approve action = "approve"
	reject  action = "reject"
	suspend action = "suspend"
	resume  action = "resume"
	revise  action = "revise"
	retire  action = "retire"
)

// transitions is the whole machine: from a state, an action leads to one state
// or is refused.
var transitions = map[State]map[action]State{
	Draft:          {submit: TownReview, retire: Off},
	TownReview:     {approve: DistrictReview, reject: Draft},
	DistrictReview: {approve: OnSale, reject: Draft},
	OnSale:         {suspend: Suspended},
	Suspended:      {resume: OnSale, revise: Draft, retire: Off},
	Off:            {},
}

// ErrState says that the action does not fit where the listing stands.
var ErrState = fault.New(fault.Conflict, "catalog.state", "商品的状态刚刚变了，请刷新后再操作")

func (s State) next(a action) (State, error) {
	to, ok := transitions[s][a]
	if !ok {
		return "", ErrState.Withf("商品现在是「%s」，不能%s", s.Word(), a.word())
	}
	return to, nil
}

// Word is the state as people read it.
func (s State) Word() string {
	switch s {
	case Draft:
		return "草稿"
	case TownReview:
		return "待乡镇审核"
	case DistrictReview:
		return "待区级审核"
	case OnSale:
		return "在售"
	case Suspended:
		return "暂停销售"
	case Off:
		return "已下架"
	}
	return string(s)
}

func (a action) word() string {
	switch a {
	case submit:
		return "送审"
	case approve:
		return "通过审核"
	case reject:
		return "退回"
	case suspend:
		return "暂停"
	case resume:
		return "恢复销售"
	case revise:
		return "改回草稿"
	case retire:
		return "下架"
	}
	return string(a)
}

// live reports whether buyers can see or come back to the listing.
func (s State) live() bool { return s == OnSale || s == Suspended }
