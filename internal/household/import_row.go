package household

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/sheet"
)

// Titles of the columns that are read (domain.md §5). Everything else in the
// file is dropped by sheet.Read and reaches nothing here.
const (
	colTown     = "乡"
	colVillage  = "行政村"
	colHamlet   = "自然村"
	colCode     = "户编号"
	colName     = "姓名"
	colIDNo     = "证件号码"
	colPersons  = "人数"
	colRelation = "与户主关系"
	colPhone    = "联系电话"
	colKind     = "户类型"
	colMonitor  = "监测对象类型"
	colCleared  = "风险是否消除"
)

func columns() []sheet.Column {
	return []sheet.Column{
		{Name: colTown, Aliases: []string{"乡镇", "乡(镇)", "乡镇(街道)", "镇"}, Required: true},
		{Name: colVillage, Aliases: []string{"村", "行政村(社区)"}, Required: true},
		{Name: colHamlet, Aliases: []string{"组", "村民小组", "自然村(组)"}},
		{Name: colCode, Required: true},
		{Name: colName, Required: true},
		{Name: colIDNo, Aliases: []string{"证件号", "身份证号", "身份证号码"}, Required: true},
		{Name: colPersons, Aliases: []string{"家庭人口数", "人口数"}},
		{Name: colRelation, Aliases: []string{"与户主的关系"}, Required: true},
		{Name: colPhone, Aliases: []string{"户/人联系电话", "电话", "户联系电话"}},
		{Name: colKind, Required: true},
		{Name: colMonitor, Aliases: []string{"监测对象类别"}},
		{Name: colCleared, Aliases: []string{"风险是否已消除"}},
	}
}

// person is one row, checked. Only of a head more than the code is used.
type person struct {
	line      int
	code      string
	isHead    bool
	household NewHousehold // of a head
}

// rowReader checks rows one by one.
type rowReader struct {
	in    ImportInput
	words Words
	today clock.Day
	seen  map[string]int // identity number → line; lives as long as the run
}

// read returns the person of a row, or its mistakes.
func (rr *rowReader) read(row sheet.Row) (person, []RowError) {
	c := &rowCheck{row: row}
	p := person{line: row.Line, code: row.Text(colCode)}
	c.check(!row.Rounded(colCode) && codeForm.MatchString(p.code), colCode, "户编号应为 4 到 32 位数字或字母，列格式要设成文本")
	relation := row.Text(colRelation)
	c.check(relation != "", colRelation, "与户主关系没有填")
	p.isHead = relation == "户主" || relation == "本人" || relation == "户主本人"

	h := NewHousehold{Code: p.code}
	rr.readPlace(c, &h)
	h.HeadName = strings.ReplaceAll(row.Text(colName), "•", "·")
	c.check(validName(h.HeadName), colName, "姓名应为 2 到 20 个汉字")
	h.HeadIDNo = rr.readIDNo(c)
	var ok bool
	h.Phone, ok = ParsePhone(row.Text(colPhone))
	c.check(ok, colPhone, "电话号码不对，应为 11 位手机号或带区号的座机，没有就留空")
	h.Persons = readPersons(c)
	h.Status = rr.readStatus(c, p.isHead)
	p.household = h
	if len(c.errs) == 0 {
		rr.seen[h.HeadIDNo] = row.Line
	}
	return p, c.errs
}

// rowCheck collects the mistakes of one row.
type rowCheck struct {
	row  sheet.Row
	errs []RowError
}

func (c *rowCheck) check(ok bool, column, reason string) {
	if !ok {
		c.errs = append(c.errs, RowError{
			Line: c.row.Line, Column: c.row.Letters(column), Name: column, Outcome: Rejected, Reason: reason,
		})
	}
}

func (rr *rowReader) readPlace(c *rowCheck, h *NewHousehold) {
	town, village := c.row.Text(colTown), c.row.Text(colVillage)
	c.check(town != "", colTown, "乡镇没有填")
	c.check(village != "", colVillage, "行政村没有填")
	if town == "" || village == "" {
		return
	}
	code, name, ok := rr.in.FindVillage(town, village)
	c.check(ok, colVillage, "没有这个乡镇的这个村，请按区划表填写")
	if !ok {
		return
	}
	c.check(inScope(code, rr.in.By.Region), colVillage, "这个村不在你负责的范围内")
	h.Region, h.VillageName = code, name
	hamlet := c.row.Text(colHamlet)
	if n := groupNumber(hamlet); n > 0 {
		h.Region += string([]byte{'0' + byte(n/10), '0' + byte(n%10)})
		hamlet = strconv.Itoa(n) + "组"
	}
	c.check(utf8.RuneCountInString(hamlet) <= maxGroupName, colHamlet, "自然村名太长")
	h.GroupName = hamlet
}

func (rr *rowReader) readIDNo(c *rowCheck) string {
	if c.row.Rounded(colIDNo) {
		c.check(false, colIDNo, "证件号码被 Excel 改成了数字，后几位已丢失，请把列格式设成文本重新填写")
		return ""
	}
	no, err := ParseIDNo(c.row.Text(colIDNo), rr.today)
	if err != nil {
		c.check(false, colIDNo, errorText(err))
		return ""
	}
	if line := rr.seen[no]; line != 0 {
		c.check(false, colIDNo, "和第 "+strconv.Itoa(line)+" 行是同一个证件号码")
	}
	return no
}

func readPersons(c *rowCheck) int {
	text := c.row.Text(colPersons)
	if text == "" {
		return 0
	}
	n, err := strconv.Atoi(strings.TrimSuffix(text, "人"))
	c.check(err == nil && n > 0 && n <= maxPersons, colPersons, "人数应为 1 到 30 的整数")
	return n
}

// readStatus understands the words of any year. A kind of monitoring makes a
// household monitored, whatever it was before.
func (rr *rowReader) readStatus(c *rowCheck, isHead bool) Status {
	kind, monitor := c.row.Text(colKind), c.row.Text(colMonitor)
	if kind == "" {
		c.check(!isHead, colKind, "户类型没有填")
		return Status{}
	}
	s := Status{}
	if k, ok := rr.words.code(fieldKind, kind); ok {
		s.Kind = Kind(k)
	} else if k, ok := rr.words.code(fieldMonitor, kind); ok {
		s = Status{Kind: Monitored, Monitor: Monitor(k)}
	} else {
		c.check(false, colKind, "户类型不认识，应为脱贫户、监测对象或一般农户")
		return s
	}
	if monitor != "" && monitor != "无" && monitor != "否" {
		k, ok := rr.words.code(fieldMonitor, monitor)
		c.check(ok, colMonitor, "监测对象类型不认识，应为脱贫不稳定户、边缘易致贫户或突发严重困难户")
		s = Status{Kind: Monitored, Monitor: Monitor(k)}
	}
	c.check(s.Kind != Monitored || s.Monitor != "", colMonitor, "监测对象要填监测对象类型")
	if s.Kind == Monitored {
		s.RiskCleared = readCleared(c)
	}
	return s
}

func readCleared(c *rowCheck) bool {
	switch c.row.Text(colCleared) {
	case "是", "已消除", "消除", "风险已消除":
		return true
	case "", "否", "未消除", "风险未消除":
		return false
	}
	c.check(false, colCleared, "风险是否消除只能填是或否")
	return false
}

var groupForm = regexp.MustCompile(`^第?([0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:村民)?小?(?:组|社)$`)

// groupNumber reads 3组, 三组, 第十二村民小组; 0 for anything else.
func groupNumber(s string) int {
	m := groupForm.FindStringSubmatch(s)
	if m == nil {
		return 0
	}
	if n, err := strconv.Atoi(m[1]); err == nil {
		return n
	}
	return chineseNumber(m[1])
}

// chineseNumber reads 一 to 九十九; 0 for what is none.
func chineseNumber(s string) int {
	tens, ones, hasTen := strings.Cut(s, "十")
	if !hasTen {
		tens, ones = "", s
	}
	n := 0
	if hasTen {
		n = 10
		if tens != "" {
			n = 10 * digit(tens)
		}
	}
	if ones != "" {
		if digit(ones) == 0 {
			return 0
		}
		n += digit(ones)
	}
	return n
}

func digit(s string) int {
	for i, r := range []rune("一二三四五六七八九") {
		if s == string(r) {
			return i + 1
		}
	}
	return 0
}
