package catalog

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"io"
	"net/http"

	"github.com/disintegration/imaging"
	"golang.org/x/image/webp"

	"github.com/yigou/yigou/internal/fault"
)

// Limits of an upload. They are checked on the header, before any pixel is
// decoded.
const (
	MaxUploadBytes = 12 << 20
	maxPixels      = 25_000_000 // a phone's 24 megapixels
	minSide        = 200
	maxSide        = 12_000
	jpegQuality    = 82
)

// Widths are the widths every picture is stored in, in pixels; a smaller
// original is not blown up.
func Widths() []int { return []int{1200, 600, 240} }

// Refusals of uploads.
var (
	ErrPictureFormat = fault.New(fault.Invalid, "media.format", "只能上传 JPG、PNG、WebP 照片，请换一张或截图后再传")
	ErrPictureBytes  = fault.New(fault.Invalid, "media.too_large", "照片超过 12 MB，请用手机缩小后再传")
	ErrPicturePixels = fault.New(fault.Invalid, "media.pixels", "照片尺寸不合适：每边要 200 到 12000 像素，总共不超过 2500 万像素")
	ErrPictureBroken = fault.New(fault.Invalid, "media.broken", "照片文件不完整，打不开，请重新拍一张或重新选择")
)

// upright is a decoded upload, turned the way it was taken.
type upright struct {
	img  image.Image
	size image.Point
}

// codec decodes one accepted format. The registry of package image is not
// used: other packages add formats to it that are not accepted here.
type codec struct {
	config func(io.Reader) (image.Config, error)
	decode func(io.Reader) (image.Image, error)
}

func codecFor(raw []byte) (codec, error) {
	switch http.DetectContentType(raw) {
	case "image/jpeg":
		return codec{jpeg.DecodeConfig, jpeg.Decode}, nil
	case "image/png":
		return codec{png.DecodeConfig, png.Decode}, nil
	case "image/webp":
		return codec{webp.DecodeConfig, webp.Decode}, nil
	}
	return codec{}, ErrPictureFormat
}

// decode refuses by content, size and pixel count, then decodes. The result is
// shrunk to the largest stored width first and turned afterwards, so that
// turning costs little.
func decode(raw []byte) (upright, error) {
	if len(raw) > MaxUploadBytes {
		return upright{}, ErrPictureBytes
	}
	c, err := codecFor(raw)
	if err != nil {
		return upright{}, err
	}
	cfg, err := c.config(bytes.NewReader(raw))
	if err != nil {
		return upright{}, ErrPictureBroken
	}
	if !sizeOK(cfg.Width, cfg.Height) {
		return upright{}, ErrPicturePixels
	}
	img, err := c.decode(bytes.NewReader(raw))
	if err != nil {
		return upright{}, ErrPictureBroken
	}
	turn := orientation(raw)
	size := image.Pt(cfg.Width, cfg.Height)
	if turn.sideways() {
		size.X, size.Y = size.Y, size.X
	}
	return upright{img: turn.apply(shrink(img, turn, Widths()[0])), size: size}, nil
}

func sizeOK(w, h int) bool {
	return w >= minSide && h >= minSide && w <= maxSide && h <= maxSide && w*h <= maxPixels
}

// shrink fits img, as it will stand after turning, into a width; very tall
// pictures are held to twice the width.
func shrink(img image.Image, turn exifTurn, width int) image.Image {
	w, h := width, 2*width
	if turn.sideways() {
		w, h = h, w
	}
	b := img.Bounds()
	if b.Dx() <= w && b.Dy() <= h {
		return img
	}
	return imaging.Fit(img, w, h, imaging.Lanczos)
}

// encode returns the JPEG of img at a width. Transparent parts become paper.
func encode(img image.Image, width int) ([]byte, error) {
	small := shrink(img, upsideUp, width)
	flat := image.NewRGBA(image.Rect(0, 0, small.Bounds().Dx(), small.Bounds().Dy()))
	draw.Draw(flat, flat.Bounds(), image.NewUniform(paper()), image.Point{}, draw.Src)
	draw.Draw(flat, flat.Bounds(), small, small.Bounds().Min, draw.Over)
	var b bytes.Buffer
	if err := jpeg.Encode(&b, flat, &jpeg.Options{Quality: jpegQuality}); err != nil {
		return nil, fmt.Errorf("catalog: encode picture: %w", err)
	}
	return b.Bytes(), nil
}

// paper is the shop's background (look.md, Language of form).
func paper() color.Color { return color.RGBA{R: 0xFB, G: 0xF8, B: 0xF2, A: 0xFF} }
