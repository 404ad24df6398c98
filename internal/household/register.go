package household

import (
	"slices"
	"strconv"
	"strings"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/audit"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/vault"
)

// Register writes and finds households. It holds the vault and nothing else.
type Register struct{ vault *vault.Vault }

// New returns the register that seals with v.
func New(v *vault.Vault) *Register { return &Register{vault: v} }

// Create registers one household. Refusals: ErrCodeTaken, ErrHeadTaken,
// ErrUnknown outside the caller's region, or every bad field at once.
func (r *Register) Create(tx *db.Tx, by actor.Actor, in NewHousehold) (Household, error) {
	if in.From == 0 {
		in.From = tx.Today()
	}
	if err := in.normalize(tx.Today()); err != nil {
		return Household{}, err
	}
	if !inScope(in.Region, by.Region) {
		return Household{}, ErrUnknown
	}
	row, err := r.seal(tx.NewID(), in)
	if err != nil {
		return Household{}, err
	}
	row.CreatedUS, row.UpdatedUS = tx.NowUS(), tx.NowUS()
	if err := taken(tx, row); err != nil {
		return Household{}, err
	}
	if err := insertHouseholds(tx, []householdRow{row}); err != nil {
		return Household{}, err
	}
	if err := insertKinds(tx, []kindRow{row.kindSince(tx, in.From)}); err != nil {
		return Household{}, err
	}
	return row.household(), audit.Add(tx, by, "household.create", "household", row.ID, row.Code)
}

// taken says in words what the unique indexes would refuse.
func taken(tx *db.Tx, row householdRow) error {
	same, err := findSame(tx, []householdRow{row})
	if err != nil {
		return err
	}
	switch {
	case len(same) == 0:
		return nil
	case slices.ContainsFunc(same, func(s householdRow) bool { return s.Code == row.Code }):
		return ErrCodeTaken
	}
	return ErrHeadTaken
}

// seal makes the stored form of a normalized household.
func (r *Register) seal(id int64, in NewHousehold) (householdRow, error) {
	row := householdRow{
		ID: id, Code: in.Code, Region: in.Region, VillageName: in.VillageName, GroupName: in.GroupName,
		MaskedName: vault.MaskName(in.HeadName), Kind: in.Kind, Monitor: in.Monitor, RiskCleared: in.RiskCleared,
		Persons: in.Persons, State: Active,
	}
	row.Surname = strings.TrimRight(row.MaskedName, "*")
	row.NameBlind = r.vault.Blind(purposeName, in.HeadName)
	row.IDNoBlind = r.vault.Blind(purposeIDNo, in.HeadIDNo)
	row.Fingerprint = r.fingerprint(in)
	var err error
	if row.NameSealed, err = r.vault.Seal(in.HeadName, place(columnName, id)); err != nil {
		return row, err
	}
	if row.IDNoSealed, err = r.vault.Seal(in.HeadIDNo, place(columnIDNo, id)); err != nil {
		return row, err
	}
	if in.Phone != "" {
		row.PhoneBlind = r.vault.Blind(purposePhone, in.Phone)
		row.PhoneSealed, err = r.vault.Seal(in.Phone, place(columnPhone, id))
	}
	return row, err
}

// Purposes of blind indexes and places of sealed columns.
const (
	purposeName        = "household.name"
	purposeIDNo        = "household.id_no"
	purposePhone       = "household.phone"
	purposeFingerprint = "household.fingerprint"

	columnName    = "household.name_sealed"
	columnIDNo    = "household.id_no_sealed"
	columnPhone   = "household.phone_sealed"
	columnConsent = "household_consent.witness_sealed"
	columnBinding = "household_binding.witness_sealed"
)

// fingerprint tells whether an import says anything new: a keyed hash of all
// that is kept.
func (r *Register) fingerprint(in NewHousehold) []byte {
	return r.vault.Blind(purposeFingerprint, strings.Join([]string{
		in.Region, in.VillageName, in.GroupName, in.HeadName, in.HeadIDNo, in.Phone,
		string(in.Kind), string(in.Monitor), strconv.FormatBool(in.RiskCleared), strconv.Itoa(in.Persons),
	}, "\x00"))
}

// ByIDs returns the households with these ids; unknown ids are missing from the
// map. The caller has checked scope.
func ByIDs(tx *db.Tx, ids []int64) (map[int64]Household, error) {
	rows, err := rowsByIDs(tx, ids)
	if err != nil {
		return nil, err
	}
	m := make(map[int64]Household, len(rows))
	for _, row := range rows {
		m[row.ID] = row.household()
	}
	return m, nil
}

// Get returns one household inside a region.
func Get(tx *db.Tx, regionPrefix string, id int64) (Household, error) {
	row, err := rowByID(tx, regionPrefix, id)
	return row.household(), err
}

// Count is how many households and persons a village has.
type Count struct{ Households, Persons int }

// Counts sums the active households of each village inside a region, by village
// code.
func Counts(tx *db.Tx, regionPrefix string) (map[string]Count, error) {
	return countByVillage(tx, regionPrefix)
}
