package household

import (
	"crypto/hmac"
	"crypto/rand"
	"errors"
	"fmt"
	"math/big"
	"strings"
	"time"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/audit"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
)

// Card is a household's 户卡: printed with a code to scan and four digits, it
// opens the passbook on a phone of the household's station.
type Card struct {
	ID            int64
	HouseholdID   int64
	IssuedUS      int64
	LockedUntilUS int64 // 0 or past = it opens
}

// IssuedCard is a card as it is printed, once: the database keeps hashes alone.
type IssuedCard struct {
	Household Household
	Token     string // 26 letters and digits, 130 bits
	Code      string // 4 digits, never on the side that is scanned
}

// How often a card's code may be wrong, how long it stays locked then, and how
// long the passbook stays open.
const (
	CardTries = 5
	CardLock  = 24 * time.Hour
	CardOpen  = 10 * time.Minute
)

const (
	purposeCardToken = "household.card_token"
	purposeCardCode  = "household.card_code"
)

// Refusals. Whoever may not open a card hears the same as of one that does not
// exist.
var (
	ErrCardUnknown = fault.New(fault.NotFound, "card.unknown", "这张卡在这里打不开，请到发卡的村服务站去看")
	ErrCardCode    = fault.New(fault.Invalid, "card.code", "密码不对")
	ErrCardLocked  = fault.New(fault.TooMany, "card.locked", "密码连着输错 5 次，这张卡一天内打不开；急着看，可以补一张新卡")
	ErrNoCard      = fault.New(fault.NotFound, "card.none", "这一户现在没有户卡")
)

// IssueCard makes a household's card; the one before is dead at once. Refusals:
// ErrUnknown.
func (r *Register) IssueCard(tx *db.Tx, by actor.Actor, householdID int64) (IssuedCard, error) {
	h, err := Get(tx, by.Region, householdID)
	if err != nil {
		return IssuedCard{}, err
	}
	if _, err := endCard(tx, h.ID, by.UserID); err != nil {
		return IssuedCard{}, err
	}
	code, err := rand.Int(rand.Reader, big.NewInt(10_000))
	if err != nil {
		return IssuedCard{}, err
	}
	out := IssuedCard{Household: h, Token: rand.Text(), Code: fmt.Sprintf("%04d", code)}
	id := tx.NewID()
	err = insertCard(tx, cardRow{
		ID: id, HouseholdID: h.ID, TokenHash: r.vault.Blind(purposeCardToken, out.Token), CodeHash: r.cardCode(id, out.Code),
		IssuedUS: tx.NowUS(), IssuedBy: by.UserID,
	})
	if err != nil {
		return IssuedCard{}, err
	}
	return out, audit.Add(tx, by, "household.card", "household", h.ID, h.Code)
}

// RevokeCard ends a lost card at once. Refusals: ErrUnknown, ErrNoCard.
func RevokeCard(tx *db.Tx, by actor.Actor, householdID int64) error {
	h, err := Get(tx, by.Region, householdID)
	if err != nil {
		return err
	}
	n, err := endCard(tx, h.ID, by.UserID)
	if err == nil && n == 0 {
		err = ErrNoCard
	}
	if err != nil {
		return err
	}
	return audit.Add(tx, by, "household.card_end", "household", h.ID, h.Code)
}

// TryCard opens the passbook behind a card, for staff of the household's region.
// The caller commits also when refused is set: a wrong code is counted. refused
// is ErrCardUnknown, ErrCardCode or ErrCardLocked.
func (r *Register) TryCard(tx *db.Tx, by actor.Actor, token, code string) (h Household, refused, err error) {
	row, err := cardByToken(tx, r.vault.Blind(purposeCardToken, strings.TrimSpace(token)))
	if db.NotFound(err) {
		return h, ErrCardUnknown, nil
	}
	if err != nil {
		return h, nil, err
	}
	if h, err = Get(tx, by.Region, row.HouseholdID); err != nil {
		if errors.Is(err, ErrUnknown) {
			return h, ErrCardUnknown, nil
		}
		return h, nil, err
	}
	counted, err := countCardTry(tx, row.ID) // before comparing: tries beside each other count too
	if err != nil || !counted {
		return h, ErrCardLocked, err
	}
	if !hmac.Equal(row.CodeHash, r.cardCode(row.ID, strings.TrimSpace(code))) {
		return r.wrongCode(tx, by, h, row.ID)
	}
	if err := clearCardTries(tx, row.ID); err != nil {
		return h, nil, err
	}
	return h, nil, audit.Add(tx, by, "household.card_open", "household", h.ID, h.Code)
}

func (r *Register) wrongCode(tx *db.Tx, by actor.Actor, h Household, cardID int64) (_ Household, refused, err error) {
	locked, err := lockCard(tx, cardID, tx.NowUS()+CardLock.Microseconds())
	if err != nil || !locked {
		return h, ErrCardCode, err
	}
	return h, ErrCardLocked, audit.Add(tx, by, "household.card_lock", "household", h.ID, h.Code)
}

// cardCode is the keyed hash of a card's four digits: of no use without the
// vault's key, and different on every card.
func (r *Register) cardCode(id int64, code string) []byte {
	return r.vault.Blind(purposeCardCode, fmt.Sprintf("%d:%s", id, code))
}

// CardOf reads a household's card; ErrNoCard. The caller has checked scope.
func CardOf(tx *db.Tx, householdID int64) (Card, error) {
	row, err := liveCard(tx, householdID)
	if db.NotFound(err) {
		return Card{}, ErrNoCard
	}
	return Card{ID: row.ID, HouseholdID: row.HouseholdID, IssuedUS: row.IssuedUS, LockedUntilUS: row.LockedUntilUS}, err
}

// LockedCards counts the cards of a region that wrong codes have locked.
func LockedCards(tx *db.Tx, region string) (int, error) {
	if region == "" {
		return 0, nil
	}
	return countLockedCards(tx, region)
}
