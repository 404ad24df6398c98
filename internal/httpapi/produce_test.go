package httpapi

import (
	"net/http"
	"testing"
)

func TestProduceIsRegisteredAndCorrected(t *testing.T) {
	v := newValley(t)
	var egg Produce
	v.district.post(api+"/district/produce", ProduceInput{Name: "土鸡蛋", Category: "poultry.egg", Unit: UnitEgg, GramsPerUnit: 50}).want(http.StatusCreated, &egg)
	if egg.UnitLabel != "枚" || egg.GramsPerUnit != 50 || egg.CategoryName == "" {
		t.Errorf("registered as %+v", egg)
	}
	path := api + "/district/produce/" + text(egg.Id)
	v.district.do(http.MethodPut, path, ProduceInput{Name: "散养土鸡蛋", Category: "poultry.egg", Unit: UnitBox, GramsPerUnit: 1500}).want(200, &egg)
	if egg.Name != "散养土鸡蛋" || egg.Unit != UnitBox {
		t.Errorf("corrected to %+v", egg)
	}
	v.district.post(api+"/district/produce", ProduceInput{Name: "散养土鸡蛋", Category: "poultry.egg", Unit: UnitG}).refused(http.StatusConflict, "catalog.produce_taken")
	v.district.post(api+"/district/produce", ProduceInput{Name: "白鹅", Category: "poultry.egg", Unit: UnitHead}).refused(http.StatusUnprocessableEntity, "input.invalid")

	inUse := api + "/district/produce/" + text(v.produceID)
	p := v.district.do(http.MethodPut, inUse, ProduceInput{Name: "梁平柚", Category: "pomelo.fresh", Unit: UnitPiece, GramsPerUnit: 1200}).refused(http.StatusConflict, "catalog.unit_fixed")
	if len(p.Fields) != 1 || p.Fields[0].Name != "unit" {
		t.Errorf("the refusal points at %+v", p.Fields)
	}
	v.town.do(http.MethodPut, inUse, ProduceInput{Name: "别的", Category: "pomelo.fresh", Unit: UnitG}).want(http.StatusForbidden)

	var list ProduceList
	v.town.get(api+"/district/produce?q=%E8%9B%8B").want(200, &list)
	if len(list.Items) != 1 || list.Items[0].Id != egg.Id {
		t.Errorf("found %+v", list.Items)
	}
	var o DistrictOptions
	v.district.get(api+"/district/options").want(200, &o)
	if len(o.Categories) == 0 || len(o.Units) != 5 {
		t.Errorf("the form may choose from %+v", o)
	}
}
