package vault

import "testing"

func TestMask(t *testing.T) {
	for _, c := range []struct {
		name     string
		mask     func(string) string
		in, want string
	}{
		{"name", MaskName, "邓小苗", "邓**"},
		{"name", MaskName, "张三", "张**"},
		{"name", MaskName, "李", "李**"},
		{"name", MaskName, "", ""},
		{"compound surname", MaskName, "欧阳明", "欧阳**"},
		{"compound surname", MaskName, "诸葛小明", "诸葛**"},
		{"two characters that look like one", MaskName, "欧阳", "欧**"},
		{"minority name", MaskName, "阿依古丽·买买提", "阿**"},
		{"phone", MaskPhone, "13800000000", "138****0000"},
		{"landline", MaskPhone, "53222222", "******22"},
		{"short phone", MaskPhone, "1234", "****"},
		{"no phone", MaskPhone, "", ""},
		{"identity number", MaskIDNo, "500228199001011234", "5002**********1234"},
		{"identity number with X", MaskIDNo, "50022819900101123X", "5002**********123X"},
		{"short identity number", MaskIDNo, "5002", "****"},
		{"broken identity number", MaskIDNo, "50022819", "******19"},
	} {
		if got := c.mask(c.in); got != c.want {
			t.Errorf("%s: mask of %q is %q, want %q", c.name, c.in, got, c.want)
		}
	}
}
