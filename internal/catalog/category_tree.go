package catalog

// branch is one root of the tree with the goods below it.
type branch struct {
	code, name string
	leaves     []leaf
}

type leaf struct {
	code, name string
	fresh      bool
	documents  []Document
}

const (
	freshDays  = 2 // 鲜活: 48 h to report damage with photographs, domain.md §4.1
	stableDays = 7 // everything that keeps, domain.md §4.1
)

// tree follows the district's own words: 粮猪菜 (staple supply), 柚竹渔
// (specialities), then what villages sell beside them (domain.md §1 rows 20 and
// 23, §7). Documents per category: domain.md §6, document matrix.
func tree() []branch {
	cert := []Document{ConformityCert}
	meat := []Document{QuarantineCert, ColdChain}
	licence := []Document{FoodLicence}
	return []branch{
		{"grain", "粮", []leaf{
			{"rice", "大米", false, nil},
			{"coarse", "杂粮豆类", false, nil},
			{"tuber", "红薯土豆", true, cert},
			{"noodle", "面条粉丝", false, licence},
		}},
		{"pork", "猪", []leaf{
			{"fresh", "鲜猪肉", true, meat},
			{"cured", "腊肉香肠", false, licence},
		}},
		{"vegetable", "菜", []leaf{
			{"leaf", "新鲜蔬菜", true, cert},
			{"gourd", "南瓜冬瓜", true, cert},
			{"chilli", "鲜辣椒", true, cert},
			{"mushroom", "食用菌", true, cert},
			{"dried", "干菜", false, nil},
			{"pickle", "榨菜咸菜", false, licence},
		}},
		{"pomelo", "柚", []leaf{
			{"fresh", "梁平柚", true, cert},
			{"processed", "柚子制品", false, licence},
		}},
		{"bamboo", "竹", []leaf{
			{"shoot", "鲜竹笋", true, cert},
			{"dried", "笋干笋制品", false, licence},
			{"craft", "竹编", false, nil},
		}},
		{"fish", "渔", []leaf{
			{"fresh", "鲜活水产", true, []Document{ConformityCert, ColdChain}},
			{"dried", "水产干货", false, licence},
		}},
		{"fruit", "水果", []leaf{
			{"plum", "李子", true, cert},
			{"citrus", "柑橘", true, cert},
			{"other", "其他水果", true, cert},
		}},
		{"poultry", "蛋禽", []leaf{
			{"egg", "土鸡蛋", true, cert},
			{"chicken", "土鸡", true, meat},
			{"duck", "鸭鹅", true, meat},
		}},
		{"meat", "牛羊兔", []leaf{
			{"mutton", "羊肉", true, meat},
			{"beef", "牛肉", true, meat},
			{"rabbit", "兔肉", true, meat},
		}},
		{"honey", "蜂蜜", []leaf{
			{"raw", "自产蜂蜜", false, nil},
			{"brand", "瓶装蜂蜜", false, licence},
		}},
		{"spice", "干货香料", []leaf{
			{"pepper", "花椒", false, nil},
			{"chilli", "干辣椒", false, nil},
			{"seed", "瓜子坚果", false, nil},
			{"tea", "茶叶", false, nil},
		}},
	}
}

// categoryTree is the tree as rows, roots before their leaves.
func categoryTree() []Category {
	var out []Category
	for i, b := range tree() {
		out = append(out, Category{
			Code: b.code, Name: b.name, Ord: i + 1,
			AfterSaleDays: stableDays, ReturnPolicy: SevenDay,
		})
		for j, l := range b.leaves {
			out = append(out, l.category(b.code, j+1))
		}
	}
	return out
}

func (l leaf) category(parent string, ord int) Category {
	c := Category{
		Code: parent + "." + l.code, Parent: parent, Name: l.name, Ord: ord, Documents: l.documents,
		AfterSaleDays: stableDays, ReturnPolicy: SevenDay,
	}
	if l.fresh {
		c.Fresh, c.AfterSaleDays, c.ReturnPolicy = true, freshDays, FreshExempt
	}
	return c
}
