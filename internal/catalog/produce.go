package catalog

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/audit"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
)

// Unit is the stock unit in which a crop is taken in, counted and sold.
type Unit string

// The stock units.
const (
	Gram  Unit = "g"
	Head  Unit = "head"
	Egg   Unit = "egg"
	Piece Unit = "piece"
	Box   Unit = "box"
)

// Word is the unit as people say it; grams are legal units (domain.md C16).
func (u Unit) Word() string {
	switch u {
	case Gram:
		return "克"
	case Head:
		return "只"
	case Egg:
		return "枚"
	case Piece:
		return "个"
	case Box:
		return "箱"
	}
	return ""
}

// Produce is a crop or variety: what households bring and lots hold.
type Produce struct {
	ID           int64
	Name         string
	Category     string // a leaf of the tree
	Unit         Unit
	GramsPerUnit int64 // 1 for grams; the usual weight of one unit otherwise
	CreatedUS    int64
}

// ProduceInput describes a new produce.
type ProduceInput struct {
	Name         string
	Category     string
	Unit         Unit
	GramsPerUnit int64 // 1..1,000,000; ignored for grams
}

const maxGramsPerUnit = 1_000_000

// Refusals of produce.
var (
	ErrNoProduce    = fault.New(fault.NotFound, "catalog.no_produce", "没有这个品种，请从品种表里重新选一个")
	ErrProduceTaken = fault.New(fault.Conflict, "catalog.produce_taken", "这个品种已经登记过，直接选用即可")
	ErrUnitFixed    = fault.New(fault.Conflict, "catalog.unit_fixed", "已经有批次或商品用这个品种，计量单位不能再改；单位不同请另登记一个品种")
)

// Validate checks the form of the input.
func (in ProduceInput) Validate() error {
	var c fault.Checker
	n := utf8.RuneCountInString(in.Name)
	c.Check(n >= 1 && n <= 32, "name", "input.length", "品种名称要填 1 到 32 个字")
	c.Check(in.Category != "", "category", "input.required", "请选择分类")
	c.Check(in.Unit.Word() != "", "unit", "input.choice", "计量单位只能是克、只、枚、个、箱")
	c.Check(in.Unit == Gram || in.GramsPerUnit >= 1 && in.GramsPerUnit <= maxGramsPerUnit,
		"grams_per_unit", "input.range", "请填一个单位大约多少克，1 到 1000000")
	return c.Err()
}

// CreateProduce registers a crop or variety; its name is unique.
func CreateProduce(tx *db.Tx, a actor.Actor, in ProduceInput) (Produce, error) {
	in.Name = strings.TrimSpace(in.Name)
	if err := in.Validate(); err != nil {
		return Produce{}, err
	}
	p, err := in.onto(tx, Produce{ID: tx.NewID(), CreatedUS: tx.NowUS()})
	if err != nil {
		return Produce{}, err
	}
	if err := insertProduce(tx, p); err != nil {
		return Produce{}, err
	}
	return p, audit.Add(tx, a, "produce.create", "produce", p.ID, p.Name)
}

// onto writes the input over a produce.
func (in ProduceInput) onto(tx *db.Tx, p Produce) (Produce, error) {
	cat, err := selectCategory(tx, in.Category)
	if err != nil {
		return Produce{}, err
	}
	if cat.Parent == "" {
		return Produce{}, ErrNoCategory.With("请选到最下一级分类").Field("category", "input.choice", "请选到最下一级分类")
	}
	p.Name, p.Category, p.Unit, p.GramsPerUnit = in.Name, in.Category, in.Unit, in.GramsPerUnit
	if p.Unit == Gram {
		p.GramsPerUnit = 1
	}
	return p, nil
}

// ReviseProduce corrects a produce. inLots says that lots hold it: they, and
// SKUs, count in its unit, which then stays. Refusals: ErrNoProduce,
// ErrProduceTaken, ErrUnitFixed, bad fields.
func ReviseProduce(tx *db.Tx, a actor.Actor, id int64, in ProduceInput, inLots bool) (Produce, error) {
	in.Name = strings.TrimSpace(in.Name)
	if err := in.Validate(); err != nil {
		return Produce{}, err
	}
	was, err := selectOneProduce(tx, id)
	if err != nil {
		return Produce{}, err
	}
	p, err := in.onto(tx, was)
	if err != nil {
		return Produce{}, err
	}
	products, err := productsOfProduce(tx, id)
	if err != nil {
		return Produce{}, err
	}
	if p.Unit != was.Unit && (inLots || len(products) > 0) {
		return Produce{}, ErrUnitFixed.Field("unit", "input.fixed", ErrUnitFixed.Detail)
	}
	if err := updateProduce(tx, p); err != nil {
		return Produce{}, err
	}
	for _, product := range products { // they are found by its name
		if err := reindex(tx, product.ID, product.State); err != nil {
			return Produce{}, err
		}
	}
	db.Changed(tx)
	return p, audit.Add(tx, a, "produce.update", "produce", p.ID, was.words()+" -> "+p.words())
}

// words is what the audit log says of a produce.
func (p Produce) words() string {
	if p.Unit == Gram {
		return p.Name + " " + p.Category + " " + p.Unit.Word()
	}
	return fmt.Sprintf("%s %s %s（%d 克）", p.Name, p.Category, p.Unit.Word(), p.GramsPerUnit)
}

// ListProduce returns every produce by category and name: a dictionary of a few
// hundred rows.
func ListProduce(tx *db.Tx) ([]Produce, error) { return selectAllProduce(tx) }

// ProduceByIDs returns the produce of these ids; unknown ids are absent.
func ProduceByIDs(tx *db.Tx, ids []int64) (map[int64]Produce, error) {
	return selectProduce(tx, ids)
}
