package bookkeeping

import (
	"embed"
	"encoding/json"
	"fmt"
	"path"

	"github.com/yigou/yigou/internal/ledger"
)

// Key names a 会计制度.
type Key string

// The regimes.
const (
	VillageCollective Key = "village_collective" // 农村集体经济组织会计制度
	FarmCoop          Key = "farm_coop"          // 农民专业合作社会计制度
	SmallBusiness     Key = "small_business"     // 小企业会计准则
)

// Subject is a 科目 of a regime: what an accountant reads in place of our code.
type Subject struct {
	Code   string `json:"code"`   // of the regime's chart of accounts
	Name   string `json:"name"`   // 总账科目
	Detail string `json:"detail"` // 明细科目, may be empty
	By     string `json:"by"`     // 辅助核算, may be empty
}

// Full is name and detail as software imports it.
func (s Subject) Full() string {
	if s.Detail == "" {
		return s.Name
	}
	return s.Name + "-" + s.Detail
}

// Regime is one version of a mapping from our chart to a 会计制度. The codes
// follow the published chart; each book's accountant confirms them before the
// first voucher is imported.
type Regime struct {
	Key     Key
	Version int
	Title   string
	Basis   string // the document it follows
	subject map[ledger.Code]Subject
}

// Subject is the 科目 of a line of our chart. Every line in fen has one, which a
// test holds.
func (r Regime) Subject(c ledger.Code) Subject { return r.subject[c] }

// Regimes are the newest mappings, in the order people choose from.
func Regimes() []Regime {
	return []Regime{newest[VillageCollective], newest[FarmCoop], newest[SmallBusiness]}
}

// RegimeOf finds one version of a mapping.
func RegimeOf(k Key, version int) (Regime, bool) {
	r, ok := byVersion[versionKey{k, version}]
	return r, ok
}

//go:embed regimes/*.json
var regimeFiles embed.FS

type versionKey struct {
	key     Key
	version int
}

var byVersion, newest = mustLoadRegimes()

// mustLoadRegimes reads the embedded mappings; a broken file is a broken build.
func mustLoadRegimes() (all map[versionKey]Regime, latest map[Key]Regime) {
	all, latest = map[versionKey]Regime{}, map[Key]Regime{}
	files, err := regimeFiles.ReadDir("regimes")
	if err != nil {
		panic(err)
	}
	for _, f := range files {
		r, err := readRegime(path.Join("regimes", f.Name()))
		if err != nil {
			panic(err)
		}
		all[versionKey{r.Key, r.Version}] = r
		if latest[r.Key].Version < r.Version {
			latest[r.Key] = r
		}
	}
	return all, latest
}

func readRegime(file string) (Regime, error) {
	text, err := regimeFiles.ReadFile(file)
	if err != nil {
		return Regime{}, err
	}
	var in struct {
		Regime  Key
		Version int
		Title   string
		Basis   string
		Lines   []struct {
			Ours ledger.Code
			Subject
		}
	}
	if err := json.Unmarshal(text, &in); err != nil {
		return Regime{}, fmt.Errorf("bookkeeping: %s: %w", file, err)
	}
	r := Regime{Key: in.Regime, Version: in.Version, Title: in.Title, Basis: in.Basis, subject: map[ledger.Code]Subject{}}
	for _, l := range in.Lines {
		r.subject[l.Ours] = l.Subject
	}
	return r, nil
}
