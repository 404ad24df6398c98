package httpapi

import (
	"slices"
	"strconv"
	"time"

	"github.com/yigou/yigou/internal/catalog"
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/place"
)

// at is an instant as the API writes it, in Shanghai; the zero instant is
// absent.
func at(us int64) time.Time {
	if us == 0 {
		return time.Time{}
	}
	return clock.Time(us).In(clock.Shanghai)
}

func toIDs(ids []ID) []int64 {
	out := make([]int64, len(ids))
	for i, id := range ids {
		out[i] = int64(id)
	}
	return out
}

// mapped turns a list into the API's; it is never null.
func mapped[A, B any](list []A, f func(A) B) []B {
	out := make([]B, len(list))
	for i, a := range list {
		out[i] = f(a)
	}
	return out
}

// keys collects a field of every item, without zeros and repetitions.
func keys[A any](list []A, f func(A) int64) []int64 {
	seen := map[int64]bool{0: true}
	var out []int64
	for _, a := range list {
		if k := f(a); !seen[k] {
			seen[k] = true
			out = append(out, k)
		}
	}
	return out
}

var errCursor = fault.New(fault.Invalid, "list.cursor", "翻页位置已失效，请从第一页重新看")

// idCursor reads a cursor that is an id; "" is the start.
func idCursor(s string) (int64, error) {
	if s == "" {
		return 0, nil
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n <= 0 {
		return 0, errCursor
	}
	return n, nil
}

// page cuts the one item more that was read to see whether there is a next page.
func page[A any](list []A, limit int, id func(A) int64) ([]A, string) {
	if len(list) <= limit {
		return list, ""
	}
	list = list[:limit]
	return list, strconv.FormatInt(id(list[limit-1]), 10)
}

func formatID(id int64) string { return strconv.FormatInt(id, 10) }

// share is part of whole in basis points, rounded for display.
func share(part, whole int64) int64 {
	if whole == 0 {
		return 0
	}
	return (part*10_000*2 + whole) / (2 * whole)
}

// mediaURL is a picture's address without its width.
func mediaURL(id int64) string { return "/media/" + formatID(id) }

// mist is shown while a picture loads whose colour is not known.
const mist = "#ece4d4"

// cover is a picture of which only id and perhaps the colour are known.
func cover(mediaID int64, color, alt string) Picture {
	if mediaID == 0 {
		return Picture{}
	}
	if color == "" {
		color = mist
	}
	return Picture{Id: ID(mediaID), Url: mediaURL(mediaID), Alt: alt, Widths: mediaWidths(), Color: color}
}

func picture(p catalog.Picture, alt string) Picture {
	return Picture{
		Id: ID(p.MediaID), Url: mediaURL(p.MediaID), Alt: alt, Widths: mediaWidths(),
		Width: p.Width, Height: p.Height, Color: p.Color,
	}
}

// mediaWidths are the widths that exist, ascending.
func mediaWidths() []int {
	w := catalog.Widths()
	slices.Sort(w)
	return w
}

// villageRef names where something comes from; a group names its village, a
// town's product its town.
func villageRef(t *place.Tree, region string) VillageRef {
	town := t.Name(place.TownOf(region))
	if village := place.VillageOf(region); village != "" {
		return VillageRef{Code: village, Name: t.Name(village), TownName: town}
	}
	return VillageRef{Code: region, Name: t.Name(region), TownName: town}
}

// regionWords is town and village in one breath: 紫照镇 桂香村.
func regionWords(t *place.Tree, region string) string {
	r := villageRef(t, region)
	if r.Name == r.TownName || r.TownName == "" {
		return r.Name
	}
	return r.TownName + " " + r.Name
}
