package catalog

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"strings"
	"sync"
	"testing"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
)

func TestUploadStoresEveryWidth(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.upload(pngOf(t, 1600, 800, color.RGBA{R: 0x2F, G: 0x6B, B: 0x4F, A: 255}))
	if p.Width != 1600 || p.Height != 800 || p.Color != "#2f6b4f" {
		t.Errorf("picture = %+v", p)
	}
	for _, width := range Widths() {
		img, f := w.open(p.MediaID, width)
		if img.Bounds().Dx() != width || img.Bounds().Dy() != width/2 {
			t.Errorf("width %d: %v", width, img.Bounds())
		}
		if f.ContentType != "image/jpeg" || !strings.HasPrefix(f.ETag, `"`) {
			t.Errorf("file = %+v", f)
		}
	}
	small := w.upload(pngOf(t, 250, 400, color.White))
	if img, _ := w.open(small.MediaID, 1200); img.Bounds().Dx() != 250 {
		t.Errorf("a small picture was blown up to %v", img.Bounds())
	}
	for name, at := range map[string]struct {
		id    int64
		width int
	}{"width": {p.MediaID, 1201}, "id": {p.MediaID + 1, 600}, "no id": {0, 600}, "negative": {-1, 600}} {
		if _, err := w.gallery.Open(t.Context(), at.id, at.width); !errors.Is(err, ErrNoMedia) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestSamePictureIsKeptOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	raw := pngOf(t, 210, 210, color.RGBA{R: 9, G: 9, B: 200, A: 255})
	ids := make([]int64, 6)
	var wg sync.WaitGroup
	for i := range ids {
		wg.Go(func() {
			p, err := w.gallery.Upload(t.Context(), clerk, bytes.NewReader(raw))
			if err != nil {
				t.Error(err)
			}
			ids[i] = p.MediaID
		})
	}
	wg.Wait()
	for _, id := range ids {
		if id != ids[0] || id == 0 {
			t.Fatalf("one picture, several ids: %v", ids)
		}
	}
	w.open(ids[0], 240)
}

func TestUploadRefusals(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	good := pngOf(t, 300, 300, color.Black)
	var anim bytes.Buffer
	if err := gif.Encode(&anim, image.NewPaletted(image.Rect(0, 0, 300, 300), color.Palette{color.White}), nil); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		raw  []byte
		want *fault.Error
	}{
		"empty":          {nil, ErrPictureFormat},
		"text":           {[]byte("hello"), ErrPictureFormat},
		"page":           {[]byte("<html><script>alert(1)</script>"), ErrPictureFormat},
		"svg":            {[]byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>`), ErrPictureFormat},
		"gif":            {anim.Bytes(), ErrPictureFormat},
		"pdf":            {[]byte("%PDF-1.7"), ErrPictureFormat},
		"cut off":        {good[:len(good)/2], ErrPictureBroken},
		"header only":    {good[:20], ErrPictureBroken},
		"small":          {pngOf(t, 199, 400, color.Black), ErrPicturePixels},
		"bomb":           {pngHeader(12_000, 12_000), ErrPicturePixels},
		"endless side":   {pngHeader(2_000_000_000, 300), ErrPicturePixels},
		"too many bytes": {append(bytes.Clone(good), make([]byte, MaxUploadBytes)...), ErrPictureBytes},
	} {
		_, err := w.gallery.Upload(t.Context(), clerk, bytes.NewReader(c.raw))
		if !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %s", name, err, c.want.Code)
		}
	}
	var n int
	w.view(func(tx *db.Tx) error { return tx.SQL().Raw(`SELECT COUNT(*) FROM media`).Scan(&n).Error })
	if n != 1 { // the world's own
		t.Errorf("%d media rows after refusals, want 1", n)
	}
}

func TestWebPIsAccepted(t *testing.T) {
	t.Parallel()
	up, err := decode(webpOf(t, 300, 260))
	if err != nil || up.size != image.Pt(300, 260) {
		t.Errorf("%v %v", up.size, err)
	}
	if _, err := decode(webpOf(t, 16_000, 16_000)); !errors.Is(err, ErrPicturePixels) {
		t.Errorf("a WebP bomb: %v", err)
	}
}

// webpOf is a lossless WebP of one colour: its pixels take no bits, so that the
// size in the header is all that differs.
func webpOf(t *testing.T, width, height uint32) []byte {
	t.Helper()
	raw, err := base64.StdEncoding.DecodeString("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==")
	if err != nil {
		t.Fatal(err)
	}
	const alpha = 1 << 28
	binary.LittleEndian.PutUint32(raw[21:], width-1|(height-1)<<14|alpha)
	return raw
}

// A camera held in each of the eight ways gives the same upright picture: red
// above, blue below.
func TestOrientation(t *testing.T) {
	t.Parallel()
	upright := image.NewRGBA(image.Rect(0, 0, 240, 320))
	for y := range 320 {
		for x := range 240 {
			c := color.RGBA{R: 220, A: 255}
			if y >= 160 {
				c = color.RGBA{B: 220, A: 255}
			}
			if x < 60 && y < 60 { // a corner that mirrors give away
				c = color.RGBA{G: 220, A: 255}
			}
			upright.Set(x, y, c)
		}
	}
	// To be seen upright after turn t, the sensor held the inverse.
	inverse := map[exifTurn]exifTurn{1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 8, 7: 7, 8: 6}
	for turn, back := range inverse {
		for _, order := range []binary.AppendByteOrder{binary.BigEndian, binary.LittleEndian} {
			raw := withExif(t, back.apply(upright), turn, order)
			up, err := decode(raw)
			if err != nil {
				t.Fatal(err)
			}
			if up.size != image.Pt(240, 320) || up.img.Bounds().Dx() != 240 {
				t.Errorf("turn %d: size %v, bounds %v", turn, up.size, up.img.Bounds())
				continue
			}
			b := up.img.Bounds().Min
			for what, at := range map[string]struct{ x, y, channel int }{
				"corner": {20, 20, 1}, "top": {200, 100, 0}, "bottom": {120, 280, 2},
			} {
				r, g, bl, _ := up.img.At(b.X+at.x, b.Y+at.y).RGBA()
				if [3]uint32{r, g, bl}[at.channel] < 0x8000 {
					t.Errorf("turn %d: %s is %x %x %x", turn, what, r, g, bl)
				}
			}
		}
	}
}

func TestTransparentBecomesPaper(t *testing.T) {
	t.Parallel()
	raw := pngOf(t, 300, 300, color.Transparent)
	up, err := decode(raw)
	if err != nil {
		t.Fatal(err)
	}
	if c := dominantColor(up.img); c != "#fbf8f2" {
		t.Errorf("colour %s", c)
	}
	file, err := encode(up.img, 240)
	if err != nil {
		t.Fatal(err)
	}
	img, err := jpeg.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	if r, _, b, _ := img.At(100, 100).RGBA(); r < 0xF000 || b < 0xE800 {
		t.Errorf("transparent became %x .. %x", r, b)
	}
}

func FuzzOrientation(f *testing.F) {
	f.Add([]byte("\xff\xd8\xff\xe1\x00\x1eExif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00\x06\x00\x00\x00"))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, raw []byte) {
		if turn := orientation(raw); turn < 1 || turn > 8 {
			t.Errorf("turn %d", turn)
		}
	})
}

// open reads a stored picture back.
func (w *world) open(id int64, width int) (image.Image, File) {
	w.t.Helper()
	f, err := w.gallery.Open(w.t.Context(), id, width)
	if err != nil {
		w.t.Fatal(err)
	}
	raw, err := io.ReadAll(f.Body)
	if err = errors.Join(err, f.Body.Close()); err != nil {
		w.t.Fatal(err)
	}
	img, err := jpeg.Decode(bytes.NewReader(raw))
	if err != nil {
		w.t.Fatal(err)
	}
	return img, f
}

// withExif encodes img as a JPEG that says it is to be turned.
func withExif(t *testing.T, img image.Image, turn exifTurn, order binary.AppendByteOrder) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	exif := []byte("Exif\x00\x00MM\x00*")
	if order == binary.AppendByteOrder(binary.LittleEndian) {
		exif = []byte("Exif\x00\x00II*\x00")
	}
	exif = order.AppendUint32(exif, 8)         // the directory follows
	exif = order.AppendUint16(exif, 1)         // with one entry
	exif = order.AppendUint16(exif, orientTag) // a short, once
	exif = order.AppendUint16(exif, 3)
	exif = order.AppendUint32(exif, 1)
	exif = order.AppendUint16(exif, uint16(turn))
	exif = order.AppendUint16(exif, 0)
	segment := binary.BigEndian.AppendUint16([]byte{0xFF, 0xE1}, uint16(len(exif)+2))
	raw := b.Bytes()
	return append(append(append([]byte{}, raw[:2]...), append(segment, exif...)...), raw[2:]...)
}

// pngHeader is a PNG that claims a size and holds nothing.
func pngHeader(width, height uint32) []byte {
	raw := []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR")
	raw = binary.BigEndian.AppendUint32(raw, width)
	raw = binary.BigEndian.AppendUint32(raw, height)
	raw = append(raw, 8, 6, 0, 0, 0)
	raw = binary.BigEndian.AppendUint32(raw, crc32.ChecksumIEEE(raw[12:]))
	if _, err := png.DecodeConfig(bytes.NewReader(raw)); err != nil {
		panic(err)
	}
	return raw
}
