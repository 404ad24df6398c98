package place

import (
	"strconv"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/fault"
)

// Level is the rank of a place in the tree.
type Level string

// The levels, from the widest.
const (
	District Level = "district" // 区
	Town     Level = "town"     // 镇、乡、街道
	Village  Level = "village"  // 村、社区
	Group    Level = "group"    // 组
)

// Lengths of the codes of each level.
const (
	districtDigits = 6
	townDigits     = 9
	villageDigits  = 12
	groupDigits    = 14
)

// ErrUnknown refuses a code that is not in the tree.
var ErrUnknown = fault.New(fault.NotFound, "place.unknown", "没有这个地区，请重新选择")

// Place is one node of the tree.
type Place struct {
	Code    string
	Parent  string // "" for the district
	Level   Level
	Name    string // as registered: 桂香村村民委员会
	Short   string // as spoken: 桂香村
	SortKey string // pinyin of Short
	Tags    []Tag
}

// Tag is a policy word that held for a place between two days.
type Tag struct {
	Tag  string // municipal_poor_village
	Word string // 市级贫困村
	From clock.Day
	To   clock.Day // 0 while it holds
}

// On reports whether the tag held on a day.
func (t Tag) On(d clock.Day) bool { return t.From <= d && (t.To == 0 || d <= t.To) }

// LevelOf returns the level a code has by its length; ok is false for a code of
// another length or with anything but digits.
func LevelOf(code string) (l Level, ok bool) {
	for i := range len(code) {
		if code[i] < '0' || code[i] > '9' {
			return "", false
		}
	}
	switch len(code) {
	case districtDigits:
		return District, true
	case townDigits:
		return Town, true
	case villageDigits:
		return Village, true
	case groupDigits:
		return Group, true
	}
	return "", false
}

// TownOf cuts a code to its town's; "" when the code is too short.
func TownOf(code string) string { return cut(code, townDigits) }

// VillageOf cuts a code to its village's; "" when the code is too short.
func VillageOf(code string) string { return cut(code, villageDigits) }

func cut(code string, n int) string {
	if len(code) < n {
		return ""
	}
	return code[:n]
}

// group makes the place of a numbered group of village v.
func group(v Place, code string) (Place, bool) {
	n, err := strconv.Atoi(code[villageDigits:])
	if err != nil || n == 0 {
		return Place{}, false
	}
	name := strconv.Itoa(n) + "组"
	return Place{Code: code, Parent: v.Code, Level: Group, Name: name, Short: name, SortKey: code[villageDigits:]}, true
}
