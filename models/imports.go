package models

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/internal/keys"
)

// KindImport is the kind of an import's stream, which has one event: that it came.
const KindImport = "import"

// What happens to an import by command.
const (
	ReceiveImportAction = contract.Action("import")
	EventImportReceived = "import_received"
)

// Administrator is carebook's own role: whoever holds it for a unit may bring in what other systems know of it.
const Administrator = "administrator"

// NewImport is a workbook whose head has been read. Command.Stream is the import's id.
type NewImport struct {
	Command NewCommand
	Kind    contract.ImportKind
	UnitID  string
	Rows    []NewImportRow
}

// NewImportRow is a row as it was read: cells by column, none of them empty. A row that can't be used brings its refusal.
type NewImportRow struct {
	N       int64
	Cells   map[string]string
	Refusal *contract.Refusal
}

// BeginImport stores an import with all its rows, sealed with a key of its own, its event and the settled command in one
// transaction. It returns the command as it stands: a repeated one names the import it began. Nothing is carried out yet.
func (b *Books) BeginImport(ctx context.Context, n NewImport) (Command, error) {
	n.Command.Kind, n.Command.Action, n.Command.Facts = KindImport, ReceiveImportAction, contract.Facts{Unit: n.UnitID}
	return b.direct(ctx, n.Command, n.write)
}

func (n NewImport) write(d *deed) (*contract.Refusal, error) {
	refusal, err := mayImport(d.tx, d.cmd.Principal, n.UnitID, d.now)
	if refusal != nil || err != nil {
		return refusal, err
	}
	keyID, key, err := d.b.newPersonKey(d.tx, d.now)
	if err != nil {
		return nil, err
	}
	i := Import{
		ID: d.cmd.Stream, Kind: n.Kind, UnitID: n.UnitID, StaffID: d.cmd.Principal, KeyID: keyID, Total: int64(len(n.Rows)),
		ReceivedAt: d.now,
	}
	if err := d.tx.Create(&i).Error; err != nil {
		return nil, err
	}
	rows := make([]ImportRow, len(n.Rows))
	for k, r := range n.Rows {
		if rows[k], err = r.row(i.ID, key); err != nil {
			return nil, err
		}
	}
	if len(rows) > 0 {
		if err := d.tx.CreateInBatches(rows, 500).Error; err != nil {
			return nil, err
		}
	}
	d.audit(AuditEntry{Action: AuditImported, Unit: n.UnitID, Kind: "import", Object: i.ID})
	return nil, d.write(Event{Stream: i.ID, Seq: 1, Kind: KindImport, Type: EventImportReceived, Roles: Administrator}, nil, 1)
}

// mayImport refuses whoever isn't an administrator of the unit.
func mayImport(tx *gorm.DB, staffID, unitID string, now time.Time) (*contract.Refusal, error) {
	roles, err := RolesAt(tx, staffID, unitID, now)
	if err != nil || slices.Contains(roles, Administrator) {
		return nil, err
	}
	return contract.Refused(contract.CodeWrongRole, "", "action", string(ReceiveImportAction), "roles", Administrator), nil
}

func (r NewImportRow) row(importID string, key []byte) (ImportRow, error) {
	cells, err := json.Marshal(r.Cells)
	if err != nil {
		return ImportRow{}, err
	}
	row := ImportRow{ImportID: importID, N: r.N, State: RowWaiting, Sealed: keys.Seal(key, rowCell(importID, r.N), cells)}
	if r.Refusal != nil {
		row.State = RowRefused
		row.Refusal, err = json.Marshal(r.Refusal)
	}
	return row, err
}

func rowCell(importID string, n int64) []byte {
	return cell("import_rows", "sealed", fmt.Sprintf("%s/%d", importID, n))
}

// ImportItem is an import with what came of its rows.
type ImportItem struct {
	Import
	Created, Unchanged, Refused int64
}

// Done is how many rows have come to their end.
func (i *ImportItem) Done() int64 { return i.Created + i.Unchanged + i.Refused }

// ImportOf is an import that a member of staff brought in; gorm.ErrRecordNotFound for anybody else's.
func ImportOf(tx *gorm.DB, staffID, id string) (*ImportItem, error) {
	var i Import
	if err := tx.Where("id = ? AND staff_id = ?", id, staffID).Take(&i).Error; err != nil {
		return nil, fmt.Errorf("reading import %s: %w", id, err)
	}
	items, err := importItems(tx, []Import{i})
	if err != nil {
		return nil, err
	}
	return &items[0], nil
}

// ImportsOf are the imports that a member of staff brought in, the newest first.
func ImportsOf(tx *gorm.DB, staffID string, p Page) ([]ImportItem, *Cursor, error) {
	var rows []Import
	if err := p.backward(tx.Where("staff_id = ?", staffID), "received_at", "id").Find(&rows).Error; err != nil {
		return nil, nil, fmt.Errorf("listing imports: %w", err)
	}
	rows, next := turn(p, rows, func(i Import) Cursor { return Cursor{i.ReceivedAt, i.ID} })
	items, err := importItems(tx, rows)
	return items, next, err
}

func importItems(tx *gorm.DB, rows []Import) ([]ImportItem, error) {
	ids := make([]string, len(rows))
	for k, i := range rows {
		ids[k] = i.ID
	}
	var counts []struct {
		ImportID, State string
		N               int64
	}
	err := in(tx.Table("import_rows"), "import_id", ids).Select("import_id, state, count(*) AS n").
		Group("import_id, state").Scan(&counts).Error
	if err != nil {
		return nil, fmt.Errorf("counting imported rows: %w", err)
	}
	of := map[[2]string]int64{}
	for _, c := range counts {
		of[[2]string{c.ImportID, c.State}] = c.N
	}
	items := make([]ImportItem, len(rows))
	for k, i := range rows {
		items[k] = ImportItem{
			Import: i, Created: of[[2]string{i.ID, RowCreated}], Unchanged: of[[2]string{i.ID, RowUnchanged}],
			Refused: of[[2]string{i.ID, RowRefused}],
		}
	}
	return items, nil
}

// RefusedRow is a row that was refused, in plain text. It must not be logged.
type RefusedRow struct {
	N       int64
	Cells   map[string]string
	Refusal contract.Refusal
}

// RefusedRows are the refused rows of an import, in the order of its sheet. Whose import it is is for the caller to ask.
func (b *Books) RefusedRows(tx *gorm.DB, i Import) ([]RefusedRow, error) {
	key, err := b.personKey(tx, i.KeyID)
	if err != nil {
		return nil, err
	}
	var rows []ImportRow
	if err := tx.Where("import_id = ? AND state = ?", i.ID, RowRefused).Order("n").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("reading refused rows of import %s: %w", i.ID, err)
	}
	out := make([]RefusedRow, len(rows))
	for k := range rows {
		out[k].N = rows[k].N
		if out[k].Cells, err = rows[k].open(key); err != nil {
			return nil, err
		}
		if err := json.Unmarshal(rows[k].Refusal, &out[k].Refusal); err != nil {
			return nil, fmt.Errorf("reading a refusal of import %s: %w", i.ID, err)
		}
	}
	return out, nil
}

// open reads the cells; there are none when whoever the row named was erased.
func (r *ImportRow) open(key []byte) (cells map[string]string, err error) {
	if r.Sealed == nil {
		return map[string]string{}, nil
	}
	text, err := keys.Open(key, rowCell(r.ImportID, r.N), r.Sealed)
	if err == nil {
		err = json.Unmarshal(text, &cells)
	}
	if err != nil {
		return nil, fmt.Errorf("opening row %d of import %s: %w", r.N, r.ImportID, err)
	}
	return cells, nil
}

// UnfinishedImports lists imports received longer ago than olderThan that haven't come to their end, oldest first.
func (b *Books) UnfinishedImports(ctx context.Context, olderThan time.Duration, limit int) (ids []string, err error) {
	db := b.DB.WithContext(ctx)
	now, err := b.Now(db)
	if err != nil {
		return nil, fmt.Errorf("listing unfinished imports: %w", err)
	}
	err = db.Model(&Import{}).Where("finished_at IS NULL AND received_at < ?", now.Add(-olderThan)).
		Order("received_at, id").Limit(limit).Pluck("id", &ids).Error
	if err != nil {
		return nil, fmt.Errorf("listing unfinished imports: %w", err)
	}
	return ids, nil
}
