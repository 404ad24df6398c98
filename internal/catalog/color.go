package catalog

import (
	"fmt"
	"image"

	"github.com/disintegration/imaging"
)

// colorSide is the edge of the miniature that is looked at.
const colorSide = 24

type colorSum struct{ n, r, g, b int }

// dominantColor returns "#rrggbb", the mean of the commonest shade of a
// picture: shades are the same when their upper three bits agree.
func dominantColor(img image.Image) string {
	tiny := imaging.Resize(img, colorSide, colorSide, imaging.Box)
	shades := map[uint16]colorSum{}
	var best colorSum
	for i := 0; i+3 < len(tiny.Pix); i += 4 {
		r, g, b := tiny.Pix[i], tiny.Pix[i+1], tiny.Pix[i+2]
		if tiny.Pix[i+3] < 128 {
			continue
		}
		key := uint16(r>>5)<<6 | uint16(g>>5)<<3 | uint16(b>>5)
		s := shades[key]
		s = colorSum{s.n + 1, s.r + int(r), s.g + int(g), s.b + int(b)}
		shades[key] = s
		if s.n > best.n {
			best = s
		}
	}
	if best.n == 0 {
		return "#fbf8f2" // all transparent: paper
	}
	return fmt.Sprintf("#%02x%02x%02x", best.r/best.n, best.g/best.n, best.b/best.n)
}
