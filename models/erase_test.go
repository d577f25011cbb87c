package models_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"gorm.io/gorm"

	"carebook/contract"
	"carebook/internal/booktest"
	"carebook/models"
)

// What is planted about a person beside name, phone, plate and VIN.
const (
	plantedNote   = "客户说刹车异响，住在滨江路七号"
	plantedFile   = "投诉信-演示客户甲.pdf"
	plantedPaper  = "%PDF-1.7 本人演示客户甲"
	plantedReason = "回电给演示客户甲"
)

// planted is a person with something in every place where the books keep what is personal.
type planted struct {
	*desk
	imports *importer
	f, by   *file // a complaint, and the case that decides
	other   string
}

func (d *desk) plant(t *testing.T) *planted {
	t.Helper()
	d.Administer(t, d.b, "1001", "S1")
	p := &planted{desk: d, imports: &importer{t: t, b: d.b, s: d.Seeded}}
	p.f, _ = d.newFile(t)
	key := must(models.CustomerKeyOf(d.b.DB, d.Customer))(t)
	d.append(t, p.f.says(t, "1006", contract.Note, contract.Facts{}, contract.Proposal{}, func(n *models.NewCommand) {
		n.BodyKey, n.BodySealed = &key.KeyID, must(d.b.SealBody(d.b.DB, key.KeyID, n.ID, []byte(`{"text":"`+plantedNote+`"}`)))(t)
	}))
	p.f.seq++
	p.f.attach(t, "1006", []byte(plantedPaper), plantedFile)
	p.f.upload(t, "1006", []byte("%PDF-1.7 waits"), plantedFile)

	p.imports.all(contract.ImportCustomers, cells{"external_ref": "K9", "name": "演示乙", "phone": "137 0000 9999"})
	for _, row := range []cells{
		{"external_ref": "V9", "customer_ref": "nobody", "model": "Demo Two", "plate": booktest.Plate},
		{"external_ref": "V8", "customer_ref": "nobody", "model": "Demo Two", "vin": strings.ToLower(booktest.VIN)},
		{"external_ref": "V7", "customer_ref": "nobody", "model": "Demo Two", "plate": "沪B·00001"},
	} {
		p.imports.want("a car of nobody", p.imports.all(contract.ImportVehicles, row), "unknown_reference")
	}
	if err := d.b.DB.Where("name_index = ?", d.b.Keys.Index("name", "演示乙")).Select("id").Table("customers").Row().Scan(&p.other); err != nil {
		t.Fatal(err)
	}
	_, err := d.b.Reveal(context.Background(), models.Revealing{
		Staff: d.Staff["1006"], Unit: d.Units["S1"], Kind: "customer", Object: d.Customer, Fields: []string{"phone"}, Reason: plantedReason,
		KeyID: key.KeyID, Since: d.now, Most: 10,
	})
	if err != nil {
		t.Fatal(err)
	}
	p.by = &file{desk: d, id: models.NewID(), seq: 1}
	d.append(t, d.opening(t, p.by.id))
	return p
}

// secrets are all that names the person: in plain text, and the bytes by which somebody could be found or read again.
func (p *planted) secrets(t *testing.T) map[string][]byte {
	t.Helper()
	c, v, k := models.Customer{}, models.Vehicle{}, models.PersonKey{}
	for row, id := range map[any]string{&c: p.Customer, &v: p.Vehicle} {
		if err := p.b.DB.Where("id = ?", id).Take(row).Error; err != nil {
			t.Fatal(err)
		}
	}
	if err := p.b.DB.Where("id = ?", c.KeyID).Take(&k).Error; err != nil {
		t.Fatal(err)
	}
	all := map[string][]byte{
		"wrapped key": k.Wrapped, "sealed name": c.NameSealed, "sealed phone": c.PhoneSealed, "index of the name": c.NameIndex,
		"index of the phone": c.PhoneIndex, "index of its end": c.Last4Index, "sealed plate": v.PlateSealed, "sealed VIN": v.VINSealed,
		"index of the plate": v.PlateIndex, "index of the VIN": v.VINIndex,
	}
	for _, text := range []string{
		booktest.Name, booktest.Phone, "13900004321", booktest.Plate, booktest.VIN, plantedNote, plantedFile, plantedPaper, plantedReason,
	} {
		all[text] = []byte(text)
	}
	return all
}

// found are the places where a table holds one of the secrets.
func found(t *testing.T, b *models.Books, secrets map[string][]byte) (places []string) {
	t.Helper()
	tables, err := b.DB.Migrator().GetTables()
	if err != nil || len(tables) < 40 {
		t.Fatalf("%d tables, %v", len(tables), err)
	}
	for _, table := range tables {
		var rows []map[string]any
		if err := b.DB.Table(table).Find(&rows).Error; err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			for column, value := range row {
				held, isBytes := value.([]byte)
				if !isBytes {
					held = fmt.Append(nil, value)
				}
				for name, secret := range secrets {
					if bytes.Contains(held, secret) {
						places = append(places, table+"."+column+": "+name)
					}
				}
			}
		}
	}
	slices.Sort(places)
	return slices.Compact(places)
}

func (p *planted) erase(t *testing.T) (files, rows int64, err error) {
	t.Helper()
	err = p.b.Tx(context.Background(), func(tx *gorm.DB) error {
		files, rows, err = models.EraseIn(p.b, tx, p.Customer, p.by.id, p.now)
		return err
	})
	return files, rows, err
}

func TestAnErasedPersonIsFoundNowhere(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		p := d.plant(t)
		secrets := p.secrets(t)
		if places := found(t, d.b, secrets); len(places) != 10 {
			t.Fatalf("before, the keyed and sealed bytes stand in %v", places)
		}
		scope := must(models.ScopeOf(d.b.DB, d.Staff["1006"], d.now))(t)
		other := must(d.b.CustomerByID(d.b.DB, scope, p.other))(t)

		files, rows, err := p.erase(t)
		if err != nil || files != 1 || rows != 2 {
			t.Errorf("%d files, %d rows, %v", files, rows, err)
		}
		if places := found(t, d.b, secrets); len(places) > 0 {
			t.Errorf("afterwards: %v", places)
		}
		p.unreadable(t, scope)
		if v, breaks := verify(t, d.b); v.Breaks != 0 {
			t.Errorf("a chain doesn't hold any more: %v", breaks)
		}
		if diff := cmp.Diff(other, must(d.b.CustomerByID(d.b.DB, scope, p.other))(t)); diff != "" {
			t.Errorf("another customer changed:\n%s", diff)
		}
		if left := one(t, d.b, "SELECT count(*) FROM import_rows WHERE sealed IS NOT NULL"); left != "1" {
			t.Errorf("%s of the rows that name somebody else are left", left)
		}
		if files, rows, err = p.erase(t); err != nil || files != 0 || rows != 0 {
			t.Errorf("a second time: %d files, %d rows, %v", files, rows, err)
		}
		p.sweeps(t, secrets)
	})
}

// unreadable asks for the person in every way in which the books can be asked.
func (p *planted) unreadable(t *testing.T, scope models.Scope) {
	t.Helper()
	db := p.b.DB
	card := must(p.b.CustomerByID(db, scope, p.Customer))(t)
	if !card.Forgotten || card.Name != "" || card.Phone != "" || card.Vehicles[0].Plate != "" || card.Vehicles[0].VIN != "" || card.ErasedAt == nil {
		t.Errorf("%+v", card)
	}
	for _, search := range []models.CustomerSearch{
		{Name: booktest.Name}, {Phone: booktest.Phone}, {Last4: "4321"}, {Plate: booktest.Plate}, {VIN: booktest.VIN},
	} {
		if cards, _, err := p.b.SearchCustomers(db, scope, search, models.Page{Limit: 9}); err != nil || len(cards) > 0 {
			t.Errorf("%+v finds %d, %v", search, len(cards), err)
		}
	}
	for _, e := range must(p.b.EventsOf(db, p.f.id, 1, 10))(t) {
		if e.KeyID != nil && (!e.Forgotten || e.Text != nil) {
			t.Errorf("event %d can be read", e.Seq)
		}
	}
	for _, a := range must(p.b.AttachmentsOf(db, p.f.id, 0, 10))(t) {
		if _, err := p.b.AttachmentContent(db, a.Attachment); !errors.Is(err, models.ErrForgotten) || a.Name != "" || a.DestroyedAt == nil {
			t.Errorf("%+v: %v", a, err)
		}
	}
}

// sweeps looks at the database's own files.
func (p *planted) sweeps(t *testing.T, secrets map[string][]byte) {
	t.Helper()
	create(t, p.b, &models.Erasure{CaseID: p.by.id, CustomerID: p.Customer, ReceiverID: p.Staff["1006"], HandlerID: p.Staff["1006"], Asker: "self", ErasedAt: &p.now})
	for range 2 { // the second time there is nothing to do
		if err := p.b.SweepErased(context.Background()); err != nil {
			t.Fatal(err)
		}
	}
	if n := one(t, p.b, "SELECT count(*) FROM erasures WHERE swept_at IS NOT NULL"); n != "1" {
		t.Error("it isn't noted that the files were swept")
	}
	if p.b.Dialect != models.SQLite {
		return
	}
	file := one(t, p.b, "SELECT file FROM pragma_database_list WHERE name = 'main'")
	for _, suffix := range []string{"", "-wal"} {
		held := must(os.ReadFile(file + suffix))(t)
		if suffix == "" && !bytes.Contains(held, []byte(booktest.Model)) {
			t.Error("the file doesn't even hold the car's model")
		}
		for name, secret := range secrets {
			if bytes.Contains(held, secret) {
				t.Errorf("%s stands in the file%s", name, suffix)
			}
		}
	}
}

func TestAnErasureThatDiesAnywhereHasDoneNothingAndIsDoneAgain(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		p := d.plant(t)
		secrets := p.secrets(t)
		before := found(t, d.b, secrets)
		for n := 1; ; n++ {
			d.arm(n, func() error { return errCrash })
			files, _, err := p.erase(t)
			d.disarm()
			if err == nil {
				if n < 20 || files != 1 {
					t.Errorf("%d statements, %d files", n, files)
				}
				break
			}
			if !errors.Is(err, errCrash) {
				t.Fatal(err)
			}
			if n%5 == 1 { // looking takes longer than dying
				if diff := cmp.Diff(before, found(t, d.b, secrets)); diff != "" {
					t.Fatalf("after %d statements:\n%s", n, diff)
				}
			}
		}
		if places := found(t, d.b, secrets); len(places) > 0 {
			t.Errorf("in the end: %v", places)
		}
	})
}

func TestNothingNewBeginsForWhoeverWasErasedOrRestricted(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		p := d.plant(t)
		car := func() string {
			t.Helper()
			phone := "137 0000 1234"
			c := must(d.b.CorrectCustomer(context.Background(), models.CorrectedCustomer{Command: d.Command("/correct", d.Customer), Phone: &phone}))(t)
			corrected := must(c.Result())(t)
			c = must(d.b.AddVehicle(context.Background(), models.NewVehicle{Command: d.Command("/vehicles", d.Customer), ID: models.NewID(), Model: "x"}))(t)
			o := must(c.Result())(t)
			if (o.Refusal == nil) != (corrected.Refusal == nil) {
				t.Errorf("a car: %+v, a number: %+v", o.Refusal, corrected.Refusal)
			}
			if o.Refusal == nil {
				return ""
			}
			return o.Refusal.Code
		}
		set := func(sql string) {
			t.Helper()
			if err := d.b.DB.Exec(sql, d.Customer).Error; err != nil {
				t.Fatal(err)
			}
		}
		set("UPDATE customers SET restricted_at = created_at WHERE id = ?")
		if r := d.refuses(t, d.opening(t, models.NewID())); r.Code != contract.CodeRestricted || car() != contract.CodeRestricted {
			t.Errorf("restricted: %+v", r)
		}
		set("UPDATE customers SET restricted_at = NULL WHERE id = ?")
		d.append(t, d.opening(t, models.NewID()))
		if _, _, err := p.erase(t); err != nil {
			t.Fatal(err)
		}
		if r := d.refuses(t, d.opening(t, models.NewID())); r.Code != contract.CodeErased || car() != contract.CodeErased {
			t.Errorf("erased: %+v", r)
		}
	})
}

func TestAnImportDoesNotBringAnErasedPersonBack(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		p := d.plant(t)
		p.Customer = p.other
		if _, _, err := p.erase(t); err != nil {
			t.Fatal(err)
		}
		again := cells{"external_ref": "K9", "name": "演示乙", "phone": "137 0000 9999"}
		p.imports.want("the same row", p.imports.all(contract.ImportCustomers, again), contract.CodeErased)
		p.imports.want("a car", p.imports.all(contract.ImportVehicles, cells{"external_ref": "V1", "customer_ref": "K9", "model": "Demo One"}), "unknown_reference")
		if n := one(t, d.b, "SELECT count(*) FROM import_rows r JOIN imports i ON i.id = r.import_id WHERE i.kind = 'customers' AND r.sealed IS NOT NULL"); n != "0" {
			t.Errorf("%s rows are kept", n)
		}
	})
}

func TestEveryTableThatNamesACustomerIsAskedForCases(t *testing.T) {
	b := booktest.OpenSQLite(t)
	got := strs(t, b, `SELECT m.name FROM sqlite_master m, pragma_table_info(m.name) c
		WHERE m.type = 'table' AND c.name = 'customer_id' AND m.name NOT IN ('vehicles', 'samples', 'customer_birthdays', 'greetings', 'visit_plan_lines', 'visit_activities') ORDER BY m.name`)
	if diff := cmp.Diff(slices.Sorted(slices.Values(models.CaseTables)), got); diff != "" {
		t.Errorf("tables with a customer (-asked +there):\n%s", diff)
	}
}

func TestAPseudonymIsShortAndStable(t *testing.T) {
	if got := models.Pseudonym("0197f0a0-0000-7000-8000-0000007f3a1c"); got != "7F3A1C" {
		t.Error(got)
	}
}
