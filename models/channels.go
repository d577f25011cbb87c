package models

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"carebook/contract"
	"carebook/internal/channel"
	"carebook/internal/keys"
)

// What an administrator does about what leaves the house; the second chain says so.
const (
	TestChannelAction contract.Action = "test_channel"
	ReadOutboxAction  contract.Action = "read_outbox"
	SendAgainAction   contract.Action = "send_again"
)

// channelKnown is how long a channel may still be chosen after the last worker was seen that has it.
const channelKnown = 24 * time.Hour

// Why channels aren't chosen.
var (
	ErrNoChannel = errors.New("no such channel")
	ErrNoAddress = errors.New("no address to send to")
)

// KnowChannels notes that a worker is alive that has these channels.
func (b *Books) KnowChannels(ctx context.Context, names []string) error {
	if len(names) == 0 {
		return nil
	}
	err := b.Tx(ctx, func(tx *gorm.DB) error {
		now, err := b.Now(tx)
		if err != nil {
			return err
		}
		names = slices.Sorted(slices.Values(names)) // so that two workers lock in the same order
		for _, name := range names {
			row := KnownChannel{Name: name, SeenAt: now}
			if err := tx.Clauses(clause.OnConflict{Columns: []clause.Column{column("name")}, UpdateAll: true}).Create(&row).Error; err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("noting channels: %w", err)
	}
	return nil
}

// KnownChannels are the channels that some worker has, as of a moment, by name.
func KnownChannels(tx *gorm.DB, at time.Time) ([]KnownChannel, error) {
	var rows []KnownChannel
	if err := tx.Where("seen_at > ?", micros(at.Add(-channelKnown))).Order("name").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("listing channels: %w", err)
	}
	return rows, nil
}

// ChannelChoice is a channel over which somebody wants to be told.
type ChannelChoice struct {
	Channel string
	Lang    string
	Address string // of an e-mail; "" elsewhere
}

// ChosenChannels are the channels over which a member of staff is told, by name, with the address opened.
func (b *Books) ChosenChannels(tx *gorm.DB, staffID string) ([]ChannelChoice, error) {
	var rows []StaffChannel
	if err := tx.Where("staff_id = ?", staffID).Order("channel").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("reading chosen channels: %w", err)
	}
	all := make([]ChannelChoice, len(rows))
	for i, r := range rows {
		address, err := b.addressOf(tx, r)
		if err != nil {
			return nil, err
		}
		all[i] = ChannelChoice{r.Channel, r.Lang, address}
	}
	return all, nil
}

func addressCell(staffID string) []byte { return cell("staff_channels", "address_sealed", staffID) }

func (b *Books) addressOf(tx *gorm.DB, r StaffChannel) (string, error) {
	if r.KeyID == nil {
		return "", nil
	}
	key, err := b.personKey(tx, *r.KeyID)
	if err != nil {
		return "", err
	}
	text, err := keys.Open(key, addressCell(r.StaffID), r.AddressSealed)
	if err != nil {
		return "", fmt.Errorf("opening an address: %w", err)
	}
	return string(text), nil
}

// ChooseChannels has a member of staff told over these channels and no others from now on. ErrNoChannel for one that no worker has and
// that wasn't chosen before, ErrNoAddress for an e-mail without an address that is one.
func (b *Books) ChooseChannels(ctx context.Context, staffID string, wanted []ChannelChoice) error {
	err := b.Tx(ctx, func(tx *gorm.DB) error {
		if err := lockStaff(tx, staffID); err != nil {
			return err
		}
		now, err := b.Now(tx)
		if err != nil {
			return err
		}
		old, err := choicesOf(tx, staffID)
		if err != nil {
			return err
		}
		rows := make([]StaffChannel, len(wanted))
		for i, c := range wanted {
			if rows[i], err = b.choice(tx, staffID, c, old[c.Channel], now); err != nil {
				return err
			}
		}
		if err := tx.Where("staff_id = ?", staffID).Delete(&StaffChannel{}).Error; err != nil {
			return err
		}
		if len(rows) > 0 {
			if err := tx.Create(&rows).Error; err != nil {
				return err
			}
		}
		return b.Audit(tx, AuditEntry{Actor: staffID, Action: AuditChannelsChosen, Kind: KindStaff, Object: staffID})
	})
	if err != nil {
		return fmt.Errorf("choosing channels: %w", err)
	}
	return nil
}

func choicesOf(tx *gorm.DB, staffID string) (map[string]StaffChannel, error) {
	var rows []StaffChannel
	if err := tx.Where("staff_id = ?", staffID).Find(&rows).Error; err != nil {
		return nil, err
	}
	old := map[string]StaffChannel{}
	for _, r := range rows {
		old[r.Channel] = r
	}
	return old, nil
}

// choice is the row of a wanted channel. Whoever had it keeps the day of the last list: it isn't sent twice.
func (b *Books) choice(tx *gorm.DB, staffID string, c ChannelChoice, old StaffChannel, now time.Time) (StaffChannel, error) {
	row := StaffChannel{StaffID: staffID, Channel: c.Channel, Lang: c.Lang, ChosenAt: now, Morning: old.Morning}
	if old.Channel == "" {
		known, err := KnownChannels(tx, now)
		if err != nil {
			return row, err
		}
		if !slices.ContainsFunc(known, func(k KnownChannel) bool { return k.Name == c.Channel }) {
			return row, ErrNoChannel
		}
	}
	if c.Channel != channel.Email {
		return row, nil
	}
	if !channel.IsAddress(c.Address) {
		return row, ErrNoAddress
	}
	id, key, err := b.newPersonKey(tx, now)
	if err != nil {
		return row, err
	}
	row.KeyID, row.AddressSealed = &id, keys.Seal(key, addressCell(staffID), []byte(c.Address))
	return row, nil
}
