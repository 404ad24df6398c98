package supplier

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/audit"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/id"
	"github.com/yigou/yigou/internal/ledger"
)

// StationState says whether a station works.
type StationState string

// The states.
const (
	StationOpen   StationState = "active"
	StationClosed StationState = "closed"
)

// Word is what people call a state.
func (s StationState) Word() string {
	return map[StationState]string{StationOpen: "营业", StationClosed: "停业"}[s]
}

// Station is a village e-commerce station: it takes produce in, lists, packs
// and ships for one or more merchants.
type Station struct {
	ID          int64
	Code        string // printed number
	Name        string
	Region      string // its village
	VillageName string
	Phone       string // for the public
	Hours       string
	Address     string
	Pickup      bool // buyers may fetch orders here
	State       StationState
}

// NewStation is the input of CreateStation.
type NewStation struct {
	Name        string
	Region      string // 12 digits
	VillageName string
	Phone       string
	Hours       string
	Address     string
	Pickup      bool
	MerchantIDs []int64 // at least one; each must have its book
}

// Refusals.
var (
	ErrStationUnknown = fault.New(fault.NotFound, "supplier.station_unknown", "没有这个服务站，或不在你负责的范围内")
	ErrStationState   = fault.New(fault.Conflict, "supplier.station_state", "服务站刚刚已经改成这个状态,请刷新后再看")
	ErrNotActive      = fault.New(fault.Conflict, "supplier.not_active", "供货主体还没有启用，请先审核通过")
)

var publicPhone = regexp.MustCompile(`^[0-9-]{7,20}$`)

func (n *NewStation) normalize() error {
	var c fault.Checker
	length := func(s string, least, most int) bool {
		k := utf8.RuneCountInString(s)
		return k >= least && k <= most
	}
	n.Name = strings.TrimSpace(n.Name)
	c.Check(length(n.Name, 2, 60), "name", "length", "服务站名称要填 2 到 60 个字")
	c.Check(len(n.Region) == 12, "region", "format", "请选择服务站所在的村")
	c.Check(publicPhone.MatchString(n.Phone), "phone", "format", "请填对外电话")
	c.Check(length(n.Hours, 1, 60), "hours", "required", "请填营业时间")
	c.Check(length(n.Address, 1, 120), "address", "required", "请填地址")
	c.Check(len(n.MerchantIDs) > 0, "merchant_ids", "required", "至少选一个供货主体")
	return c.Err()
}

// CreateStation sets a station up and links it to its merchants.
func CreateStation(tx *db.Tx, by actor.Actor, in NewStation) (Station, error) {
	if err := in.normalize(); err != nil {
		return Station{}, err
	}
	if !inScope(in.Region, by.Region) {
		return Station{}, ErrStationUnknown
	}
	stationID := tx.NewID()
	s := Station{
		ID: stationID, Code: id.Number("S", stationID), Name: in.Name, Region: in.Region, VillageName: in.VillageName,
		Phone: in.Phone, Hours: in.Hours, Address: in.Address, Pickup: in.Pickup, State: StationOpen,
	}
	if err := insertStation(tx, s); err != nil {
		return Station{}, err
	}
	if err := audit.Add(tx, by, "station.create", "station", s.ID, s.Name); err != nil {
		return Station{}, err
	}
	for _, m := range in.MerchantIDs {
		if err := LinkStation(tx, by, m, s.ID); err != nil {
			return Station{}, err
		}
	}
	return s, nil
}

// LinkStation lets a station sell and pack for a merchant and opens the account
// on which the merchant owes it the station fee. Linking twice changes nothing.
// Refusals: ErrUnknown, ErrStationUnknown, ErrNotActive.
func LinkStation(tx *db.Tx, by actor.Actor, supplierID, stationID int64) error {
	merchant, err := Get(tx, by.Region, supplierID)
	if err != nil {
		return err
	}
	if merchant.Book == 0 {
		return ErrNotActive.Withf("%s还没有启用，请先审核通过", merchant.Name)
	}
	if _, err := GetStation(tx, by.Region, stationID); err != nil {
		return err
	}
	fresh, err := insertLink(tx, supplierID, stationID)
	if err != nil || !fresh {
		return err
	}
	_, err = ledger.OpenAccount(tx, merchant.Book, ledger.StationDue, ledger.OwnerStation, stationID, 0)
	if err != nil {
		return err
	}
	return audit.Add(tx, by, "station.link", "station", stationID, merchant.Name)
}

// StationTerms are what may be corrected of a station; where it stands is what
// its lots and orders were written with, and stays.
type StationTerms struct {
	Name        string
	Phone       string
	Hours       string
	Address     string
	Pickup      bool
	MerchantIDs []int64 // at least one; those left out are no longer served
}

// ReviseStation corrects a station and brings the merchants it serves to the
// list. It returns the merchants that were dropped: the caller sees to what
// they had here. Refusals: ErrStationUnknown, ErrUnknown, ErrNotActive, bad
// fields.
func ReviseStation(tx *db.Tx, by actor.Actor, stationID int64, in StationTerms) (s Station, dropped []int64, err error) {
	if s, err = GetStation(tx, by.Region, stationID); err != nil {
		return s, nil, err
	}
	n := NewStation{
		Name: in.Name, Region: s.Region, Phone: in.Phone, Hours: in.Hours, Address: in.Address, MerchantIDs: in.MerchantIDs,
	}
	if err := n.normalize(); err != nil {
		return s, nil, err
	}
	s.Name, s.Phone, s.Hours, s.Address, s.Pickup = n.Name, n.Phone, n.Hours, n.Address, in.Pickup
	if err := updateStation(tx, s); err != nil {
		return s, nil, err
	}
	if err := audit.Add(tx, by, "station.update", "station", s.ID, s.Name+" "+s.Phone); err != nil {
		return s, nil, err
	}
	served, err := MerchantsOf(tx, s.ID)
	if err != nil {
		return s, nil, err
	}
	for _, m := range in.MerchantIDs {
		if err := LinkStation(tx, by, m, s.ID); err != nil {
			return s, nil, err
		}
	}
	for _, m := range served {
		if slices.Contains(in.MerchantIDs, m.ID) {
			continue
		}
		if err := unlinkStation(tx, by, m, s.ID); err != nil {
			return s, nil, err
		}
		dropped = append(dropped, m.ID)
	}
	return s, dropped, nil
}

// unlinkStation ends what LinkStation began; the account stays, with what is
// still owed on it.
func unlinkStation(tx *db.Tx, by actor.Actor, m Supplier, stationID int64) error {
	if err := deleteLink(tx, m.ID, stationID); err != nil {
		return err
	}
	return audit.Add(tx, by, "station.unlink", "station", stationID, m.Name)
}

// SetStationState opens or closes a station and records why. Refusals:
// ErrStationUnknown, ErrStationState.
func SetStationState(tx *db.Tx, by actor.Actor, stationID int64, state StationState, reason string) (Station, error) {
	s, err := GetStation(tx, by.Region, stationID)
	if err != nil {
		return s, err
	}
	from := s.State
	if s.State = state; from == state {
		return s, ErrStationState
	}
	if err := updateStationState(tx, stationID, from, state); err != nil {
		return s, err
	}
	return s, audit.Add(tx, by, "station."+string(state), "station", stationID, reason)
}

// GetStation returns one station inside a region.
func GetStation(tx *db.Tx, regionPrefix string, id int64) (Station, error) {
	m, err := StationsByIDs(tx, []int64{id})
	if err != nil {
		return Station{}, err
	}
	s, ok := m[id]
	if !ok || !inScope(s.Region, regionPrefix) {
		return Station{}, ErrStationUnknown
	}
	return s, nil
}

// StationsByIDs returns stations by id; unknown ids are missing. The caller has
// checked scope.
func StationsByIDs(tx *db.Tx, ids []int64) (map[int64]Station, error) {
	rows, err := stationsByIDs(tx, ids)
	return byID(rows, stationRow.station), err
}

// StationQuery bounds Stations. Region "" finds nothing.
type StationQuery struct {
	Region string // prefix
	Q      string // part of the name or the village's
	After  int64  // id of the last one seen
	Limit  int
}

// Stations lists the stations of a region in the order of their ids.
func Stations(tx *db.Tx, q StationQuery) ([]Station, error) {
	if q.Region == "" {
		return nil, nil
	}
	rows, err := listStations(tx, q)
	return all(rows, stationRow.station), err
}

// StationsIn returns the open stations of a village or a town, which are few.
func StationsIn(tx *db.Tx, region string) ([]Station, error) {
	rows, err := openStations(tx, region)
	return all(rows, stationRow.station), err
}

// MerchantsOf returns the merchants a station works for.
func MerchantsOf(tx *db.Tx, stationID int64) ([]Supplier, error) {
	rows, err := merchantsOf(tx, stationID)
	return all(rows, supplierRow.supplier), err
}

// StationsOf returns the stations that work for a merchant.
func StationsOf(tx *db.Tx, supplierID int64) ([]Station, error) {
	rows, err := stationsOf(tx, supplierID)
	return all(rows, stationRow.station), err
}
