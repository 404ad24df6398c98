package httpapi

import (
	"errors"
	"io"
	"mime/multipart"
	"slices"

	"github.com/yigou/yigou/internal/fault"
)

// upload is a form with one file, read as a stream: its fields come before the
// file, and the file is never kept.
type upload struct {
	fields map[string]string
	name   string // of the file, as the browser calls it
	file   io.Reader
}

const maxField = 1 << 10

var errNoFile = fault.ErrInvalid.Field("file", "required", "请选择要上传的文件")

// openUpload reads a form up to its file.
func openUpload(form *multipart.Reader, known ...string) (upload, error) {
	up := upload{fields: map[string]string{}}
	if form == nil {
		return up, errNoFile
	}
	for {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			return up, errNoFile
		}
		if err != nil {
			return up, errMalformed
		}
		if part.FormName() == "file" {
			up.name, up.file = part.FileName(), part
			return up, nil
		}
		if !slices.Contains(known, part.FormName()) {
			return up, fault.ErrInvalid.Field(part.FormName(), "unknown", "不认识这一项，请刷新页面后再试")
		}
		value, err := io.ReadAll(io.LimitReader(part, maxField))
		if err != nil {
			return up, errMalformed
		}
		up.fields[part.FormName()] = string(value)
	}
}
