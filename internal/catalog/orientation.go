package catalog

import (
	"bytes"
	"encoding/binary"
	"image"

	"github.com/disintegration/imaging"
)

// exifTurn is the Exif orientation of a picture, 1 to 8.
type exifTurn uint16

const upsideUp exifTurn = 1

const (
	orientTag   = 0x0112
	maxExifTags = 512
)

// sideways reports whether turning swaps width and height.
func (t exifTurn) sideways() bool { return t >= 5 && t <= 8 }

// apply turns img the way it was taken.
func (t exifTurn) apply(img image.Image) image.Image {
	switch t {
	case 2:
		return imaging.FlipH(img)
	case 3:
		return imaging.Rotate180(img)
	case 4:
		return imaging.FlipV(img)
	case 5:
		return imaging.Transpose(img)
	case 6:
		return imaging.Rotate270(img)
	case 7:
		return imaging.Transverse(img)
	case 8:
		return imaging.Rotate90(img)
	default:
		return img
	}
}

// orientation reads the Exif orientation of a JPEG. Whatever it cannot read is
// upright. (imaging turns only while decoding, at full size.)
func orientation(raw []byte) exifTurn {
	for raw = after(raw, 2); len(raw) >= 4 && raw[0] == 0xFF && raw[1] != 0xDA; {
		size := int(binary.BigEndian.Uint16(raw[2:]))
		if size < 2 || len(raw) < 2+size {
			return upsideUp
		}
		if body := raw[4 : 2+size]; raw[1] == 0xE1 && bytes.HasPrefix(body, []byte("Exif\x00\x00")) {
			return tiffOrientation(body[6:])
		}
		raw = raw[2+size:]
	}
	return upsideUp
}

// tiffOrientation looks for the tag in the first directory of a TIFF header.
func tiffOrientation(tiff []byte) exifTurn {
	order, ok := byteOrder(tiff)
	if !ok || len(tiff) < 8 {
		return upsideUp
	}
	dir := after(tiff, int(order.Uint32(tiff[4:])))
	if len(dir) < 2 {
		return upsideUp
	}
	entries := min(int(order.Uint16(dir)), maxExifTags)
	for e := dir[2:]; entries > 0 && len(e) >= 12; e, entries = e[12:], entries-1 {
		if order.Uint16(e) != orientTag {
			continue
		}
		if t := exifTurn(order.Uint16(e[8:])); t >= 1 && t <= 8 {
			return t
		}
		return upsideUp
	}
	return upsideUp
}

func byteOrder(tiff []byte) (binary.ByteOrder, bool) {
	switch {
	case bytes.HasPrefix(tiff, []byte("II*\x00")):
		return binary.LittleEndian, true
	case bytes.HasPrefix(tiff, []byte("MM\x00*")):
		return binary.BigEndian, true
	}
	return nil, false
}

// after is b behind its first n bytes, or nothing.
func after(b []byte, n int) []byte {
	if n < 0 || n > len(b) {
		return nil
	}
	return b[n:]
}
