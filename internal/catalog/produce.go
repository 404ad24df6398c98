package catalog

import (
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
	if _, err := selectCategory(tx, in.Category); err != nil {
		return Produce{}, err
	}
	p := Produce{
		ID: tx.NewID(), Name: in.Name, Category: in.Category, Unit: in.Unit,
		GramsPerUnit: in.GramsPerUnit, CreatedUS: tx.NowUS(),
	}
	if p.Unit == Gram {
		p.GramsPerUnit = 1
	}
	if err := insertProduce(tx, p); err != nil {
		return Produce{}, err
	}
	return p, audit.Add(tx, a, "produce.create", "produce", p.ID, p.Name)
}

// ListProduce returns every produce by category and name: a dictionary of a few
// hundred rows.
func ListProduce(tx *db.Tx) ([]Produce, error) { return selectAllProduce(tx) }

// ProduceByIDs returns the produce of these ids; unknown ids are absent.
func ProduceByIDs(tx *db.Tx, ids []int64) (map[int64]Produce, error) {
	return selectProduce(tx, ids)
}
