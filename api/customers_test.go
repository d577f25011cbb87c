package api

import (
	"testing"

	"carebook/contract"
	"carebook/internal/booktest"
	"carebook/models"
)

func TestACustomerIsCreatedOnceWithAllCarsAndShownMasked(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		a := ask{method: "POST", path: base + "/customers", badge: "1006", key: "k1", body: map[string]any{
			"unit": c.seed.Units["S1"], "name": "演示客户乙", "phone": "138 0000 1234",
			"vehicles": []map[string]any{{"model": "Demo Two", "plate": "沪B·12345"}, {"model": "Demo Three", "vin": "LDEMO000000009999"}},
		}}
		first := c.want(c.do(a), 201, "")
		second := c.want(c.do(a), 201, "")
		equal(t, "the same key", second.JSON, first.JSON)
		if first.JSON["name"] != "演**" || first.JSON["phone"] != "138****1234" || first.Header.Get("ETag") != `"3"` {
			t.Errorf("%s", first.Text)
		}
		cars := first.JSON["vehicles"].([]any)
		if len(cars) != 2 || cars[0].(map[string]any)["plate"] != "沪B****5" || cars[1].(map[string]any)["vin"] != "*************9999" {
			t.Errorf("%v", cars)
		}
		id := first.JSON["id"].(string)
		stale := ask{method: "POST", path: base + "/customers/" + id + "/vehicles", badge: "1006", body: map[string]any{"model": "x"}, headers: map[string]string{"If-Match": `"1"`}}
		r := c.want(c.do(stale), 412, contract.CodeVersionMismatch)
		equal(t, "since", r.JSON["since"], any([]any{
			map[string]any{"seq": 2.0, "type": "vehicle_added"}, map[string]any{"seq": 3.0, "type": "vehicle_added"},
		}))
		c.want(c.post("1006", base+"/customers/"+id+"/vehicles", map[string]any{"model": "Demo Four"}), 201, "")
		if got := c.get("1006", base+"/customers/"+id).JSON["seq"]; got != 4.0 {
			t.Errorf("version %v", got)
		}
	})
}

func TestACustomersNameIsATypedName(t *testing.T) {
	c := openLite(t)
	for name, change := range map[string]map[string]any{
		"blank": {"name": "  "}, "bidi": {"name": "甲\u202e乙"}, "zero width": {"name": "甲\u200b"}, "line break": {"name": "甲\n乙"},
		"no phone": {"phone": "电话"}, "wide digits": {"phone": "１３８００００１２３４"}, "unit": {"unit": "S1"},
		"car without a model": {"vehicles": []map[string]any{{"model": " "}}}, "car with a bidi plate": {"vehicles": []map[string]any{{"model": "x", "plate": "沪\u2066A"}}},
	} {
		body := map[string]any{"unit": c.seed.Units["S1"], "name": "演示客户乙", "phone": "13800001234"}
		for k, v := range change {
			body[k] = v
		}
		if r := c.post("1006", base+"/customers", body); r.Status != 422 || r.code() != codeInvalid {
			t.Errorf("%s: %s", name, r.Text)
		}
	}
	c.want(c.post("1006", base+"/customers", map[string]any{"unit": c.seed.Units["S2"], "name": "甲", "phone": "13800001234"}), 422, contract.CodeUnknownUnit)
	if n := c.rows("customers"); n != 1 {
		t.Errorf("%d customers", n)
	}
}

func TestCustomersAreFoundByExactlyOneValue(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		find := func(badge string, body any) reply {
			return c.do(ask{method: "POST", path: base + "/customers/search", badge: badge, key: "-", body: body})
		}
		for _, body := range []map[string]any{
			{"phone": "13900004321"}, {"phone_last4": "4321"}, {"plate": "沪ad4321"}, {"vin": booktest.VIN}, {"name": booktest.Name},
		} {
			got := c.want(find("1006", body), 200, "").items()
			if len(got) != 1 || got[0]["id"] != c.seed.Customer || got[0]["phone"] != "139****4321" {
				t.Errorf("%v: %v", body, got)
			}
			if got := c.want(find("2003", body), 200, "").items(); len(got) != 0 {
				t.Errorf("%v from another store: %v", body, got)
			}
		}
		for _, body := range []any{nil, map[string]any{"phone": "1", "name": "甲"}, map[string]any{"plate": "··"}, map[string]any{"phone_last4": "43"}} {
			c.want(find("1006", body), 422, codeInvalid)
		}
	})
}

func TestACustomerIsCorrectedByWhoeverSeesHimAndFoundByWhatIsRightNow(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		path := base + "/customers/" + c.seed.Customer
		stale := ask{method: "POST", path: path + "/correct", badge: "1006", body: map[string]any{"phone": "137 0000 1234"}, headers: map[string]string{"If-Match": `"1"`}}
		c.want(c.do(stale), 412, contract.CodeVersionMismatch)
		r := c.want(c.post("1006", path+"/correct", map[string]any{"name": "演示客户丁", "phone": "137 0000 1234", "reason": "本人来电"}), 200, "")
		if r.JSON["name"] != "演**" || r.JSON["phone"] != "137****1234" || r.Header.Get("ETag") != `"3"` {
			t.Errorf("%s", r.Text)
		}
		r = c.want(c.post("1006", path+"/vehicles/"+c.seed.Vehicle+"/correct", map[string]any{"plate": "沪B·12345", "model": "Demo Five"}), 200, "")
		if car := r.JSON["vehicles"].([]any)[0].(map[string]any); car["plate"] != "沪B****5" || car["model"] != "Demo Five" || car["vin"] == nil {
			t.Errorf("%v", car)
		}
		for _, found := range []struct {
			by   map[string]any
			want int
		}{{map[string]any{"plate": booktest.Plate}, 0}, {map[string]any{"plate": "沪b12345"}, 1}, {map[string]any{"phone": "13700001234"}, 1}} {
			got := c.want(c.do(ask{method: "POST", path: base + "/customers/search", badge: "1006", key: "-", body: found.by}), 200, "").items()
			if len(got) != found.want {
				t.Errorf("%v finds %d", found.by, len(got))
			}
		}
		for _, body := range []map[string]any{{}, {"reason": "无"}, {"name": " "}, {"name": "甲\u202e乙"}, {"phone": "电话"}, {"plate": "沪A00001"}} {
			c.want(c.post("1006", path+"/correct", body), 422, codeInvalid)
		}
		for _, body := range []map[string]any{{}, {"model": " "}, {"plate": "沪\u2066A"}} {
			c.want(c.post("1006", path+"/vehicles/"+c.seed.Vehicle+"/correct", body), 422, codeInvalid)
		}
		c.want(c.post("1006", path+"/vehicles/"+models.NewID()+"/correct", map[string]any{"plate": "沪A00001"}), 422, contract.CodeUnknownVehicle)
		c.want(c.post("2003", path+"/correct", map[string]any{"phone": "137 0000 1234"}), 404, codeNotFound)
		c.chainsHold()
	})
}
