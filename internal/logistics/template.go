package logistics

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/audit"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/money"
)

// Template is a merchant's freight template in one version (domain.md C47).
type Template struct {
	ID         int64
	MerchantID int64
	Name       string
	Version    int   // of the terms below
	Current    int   // the newest version
	CarrierID  int64 // payee of the freight
	Origin     string
	Groups     []Group
	Exclusions []Exclusion
	CreatedUS  int64 // of this version
}

// Group charges alike for several provinces: First fen up to FirstGrams, then
// Step fen for every StepGrams begun.
type Group struct {
	Provinces  []string // two digits each, at least one
	FirstGrams int64    // 1..1,000,000
	First      money.Fen
	StepGrams  int64 // 1..1,000,000
	Step       money.Fen
	FreeOver   money.Fen // goods of this amount and more travel free; 0 = never
}

// Exclusion says where the template does not go, and why.
type Exclusion struct {
	Provinces []string
	Reason    string // "生鲜暂不发往新疆西藏", 2..80 characters
}

// TemplateInput describes a template's terms.
type TemplateInput struct {
	Name       string
	CarrierID  int64
	Origin     string // where parcels leave, for people: "梁平区紫照镇"
	Groups     []Group
	Exclusions []Exclusion
}

// Limits of freight. Within them no quote can overflow: 10⁹ g in steps of 1 g at
// 10⁶ fen is 10¹⁵ fen.
const (
	MaxGrams   int64     = 1_000_000_000 // a quote's weight: 1,000 tonnes
	maxRate    money.Fen = 1_000_000     // 10,000 yuan for a first or step weight
	maxUnitG   int64     = 1_000_000
	maxFreight money.Fen = 10_000_000 // 100,000 yuan: beyond it is a mistake
)

// Refusals of freight.
var (
	ErrNoTemplate    = fault.New(fault.NotFound, "logistics.no_template", "没有找到这个运费模板")
	ErrTemplateTaken = fault.New(fault.Conflict, "logistics.template_taken", "已经有同名的运费模板，请换个名字")
	ErrTemplateStale = fault.New(fault.Conflict, "logistics.template_stale", "运费模板刚刚被别人改过，请刷新后再改")
)

// Validate checks ranges and that every province is named at most once.
func (in TemplateInput) Validate() error {
	var c fault.Checker
	n := utf8.RuneCountInString(in.Name)
	c.Check(n >= 1 && n <= 40, "name", "input.length", "模板名称要填 1 到 40 个字")
	n = utf8.RuneCountInString(in.Origin)
	c.Check(n >= 2 && n <= 64, "origin", "input.length", "发货地要填 2 到 64 个字")
	c.Check(in.CarrierID > 0, "carrier_id", "input.required", "请选择快递公司")
	c.Check(len(in.Groups) > 0, "groups", "input.required", "至少要有一组可以发货的省份")
	seen := map[string]bool{}
	for i, g := range in.Groups {
		g.check(&c, fmt.Sprintf("groups[%d].", i))
		checkProvinces(&c, fmt.Sprintf("groups[%d].provinces", i), g.Provinces, seen)
	}
	for i, e := range in.Exclusions {
		n := utf8.RuneCountInString(e.Reason)
		c.Check(n >= 2 && n <= 80, fmt.Sprintf("exclusions[%d].reason", i), "input.length", "请写清不发货的原因，2 到 80 个字，买家会看到")
		checkProvinces(&c, fmt.Sprintf("exclusions[%d].provinces", i), e.Provinces, seen)
	}
	return c.Err()
}

func (g Group) check(c *fault.Checker, at string) {
	c.Check(g.FirstGrams >= 1 && g.FirstGrams <= maxUnitG, at+"first_grams", "input.range", "首重要填 1 克到 1000 千克")
	c.Check(g.StepGrams >= 1 && g.StepGrams <= maxUnitG, at+"step_grams", "input.range", "续重要填 1 克到 1000 千克")
	c.Check(g.First >= 0 && g.First <= maxRate, at+"first_fen", "input.range", "首重运费要填 0 到 10000 元")
	c.Check(g.Step >= 0 && g.Step <= maxRate, at+"step_fen", "input.range", "续重运费要填 0 到 10000 元")
	c.Check(g.FreeOver >= 0 && g.FreeOver <= maxFreight, at+"free_over_fen", "input.range", "包邮金额要填 0 到 100000 元，0 表示不包邮")
}

func checkProvinces(c *fault.Checker, field string, codes []string, seen map[string]bool) {
	c.Check(len(codes) > 0, field, "input.required", "请至少选一个省份")
	for _, p := range codes {
		c.Check(slices.Contains(Provinces(), p), field, "input.choice", "没有省份代码 "+p)
		c.Check(!seen[p], field, "input.duplicate", "同一个省份只能出现一次："+p)
		seen[p] = true
	}
}

// CreateTemplate writes a merchant's template as version 1.
func CreateTemplate(tx *db.Tx, a actor.Actor, merchantID int64, in TemplateInput) (Template, error) {
	in, err := in.ready(tx)
	if err != nil {
		return Template{}, err
	}
	t := in.template(tx.NewID(), merchantID, 1, tx.NowUS())
	if err := insertTemplate(tx, t); err != nil {
		return Template{}, err
	}
	if err := insertVersion(tx, t, a.UserID); err != nil {
		return Template{}, err
	}
	return t, audit.Add(tx, a, "freight.create", "freight_template", t.ID, t.Name)
}

// ReviseTemplate writes the next version of a merchant's template. from is the
// version the person edited; if it is no longer the newest, ErrTemplateStale.
// Orders keep the version they were quoted by.
func ReviseTemplate(tx *db.Tx, a actor.Actor, merchantID, templateID int64, from int, in TemplateInput) (Template, error) {
	in, err := in.ready(tx)
	if err != nil {
		return Template{}, err
	}
	if _, err := selectTemplateOf(tx, merchantID, templateID); err != nil {
		return Template{}, err
	}
	t := in.template(templateID, merchantID, from+1, tx.NowUS())
	if err := advanceTemplate(tx, t, from); err != nil {
		return Template{}, err
	}
	db.Changed(tx)
	if err := insertVersion(tx, t, a.UserID); err != nil {
		return Template{}, err
	}
	return t, audit.Add(tx, a, "freight.revise", "freight_template", t.ID, fmt.Sprintf("%s v%d", t.Name, t.Version))
}

// Templates lists a merchant's templates in their newest version.
func Templates(tx *db.Tx, merchantID int64) ([]Template, error) {
	return selectTemplates(tx, merchantID)
}

// TemplateOf returns a merchant's template in its newest version.
func TemplateOf(tx *db.Tx, merchantID, templateID int64) (Template, error) {
	return selectTemplateOf(tx, merchantID, templateID)
}

// TemplateVersion returns the version an order froze, whoever owns it: flows
// read the payee from it (decisions 13).
func TemplateVersion(tx *db.Tx, templateID int64, version int) (Template, error) {
	return selectTemplateVersion(tx, templateID, version)
}

// CarrierOf returns whom a version of a template pays; versions never change.
func CarrierOf(tx *db.Tx, templateID int64, version int) (int64, error) {
	type key struct {
		template int64
		version  int
	}
	return db.Kept(tx, carrierKey{}, key{templateID, version}, func() (int64, error) {
		t, err := TemplateVersion(tx, templateID, version)
		return t.CarrierID, err
	})
}

type carrierKey struct{}

func (in TemplateInput) ready(tx *db.Tx) (TemplateInput, error) {
	in.Name, in.Origin = strings.TrimSpace(in.Name), strings.TrimSpace(in.Origin)
	if err := in.Validate(); err != nil {
		return in, err
	}
	_, err := selectCarrier(tx, in.CarrierID)
	return in, err
}

func (in TemplateInput) template(id, merchantID int64, version int, nowUS int64) Template {
	return Template{
		ID: id, MerchantID: merchantID, Name: in.Name, Version: version, Current: version,
		CarrierID: in.CarrierID, Origin: in.Origin, Groups: in.Groups, Exclusions: in.Exclusions, CreatedUS: nowUS,
	}
}
