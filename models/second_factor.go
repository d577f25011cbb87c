package models

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base32"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/pquerna/otp/hotp"
	"github.com/pquerna/otp/totp"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"carebook/internal/keys"
)

// A code of the second factor is that of RFC 6238: SHA-1, six digits, a new one every 30 s. Clocks may be one step apart.
const (
	stepSeconds   = 30
	stepsApart    = 1
	recoveryCodes = 10
	factorIssuer  = "carebook"
)

// Why a second factor isn't changed.
var (
	ErrFactorThere = errors.New("there is a second factor already")
	ErrNoFactor    = errors.New("there is no second factor")
)

// HasFactor reports whether a member of staff has a second factor that counts.
func (b *Books) HasFactor(ctx context.Context, staffID string) (bool, error) {
	var n int64
	err := b.DB.WithContext(ctx).Model(&SecondFactor{}).Where("staff_id = ? AND confirmed_at IS NOT NULL", staffID).Count(&n).Error
	if err != nil {
		return false, fmt.Errorf("looking for a second factor: %w", err)
	}
	return n > 0, nil
}

// BeginFactor makes a secret to be shared with a telephone: as text and as an address that a telephone reads. It counts only when a
// code of it has come; one that is begun again replaces it. ErrFactorThere when one counts already.
func (b *Books) BeginFactor(ctx context.Context, c *Caller) (secret, address string, err error) {
	made, err := totp.Generate(totp.GenerateOpts{Issuer: factorIssuer, AccountName: c.Code, SecretSize: 20})
	if err != nil {
		return "", "", fmt.Errorf("making a second factor: %w", err)
	}
	err = b.Tx(ctx, func(tx *gorm.DB) error {
		if err := lockStaff(tx, c.ID); err != nil {
			return err
		}
		var old SecondFactor
		if err := tx.Where("staff_id = ?", c.ID).Limit(1).Find(&old).Error; err != nil {
			return err
		}
		if old.ConfirmedAt != nil {
			return ErrFactorThere
		}
		now, err := b.Now(tx)
		if err != nil {
			return err
		}
		keyID, key, err := b.newPersonKey(tx, now)
		if err != nil {
			return err
		}
		row := SecondFactor{StaffID: c.ID, KeyID: keyID, Sealed: keys.Seal(key, factorCell(c.ID), []byte(made.Secret())), BegunAt: now}
		return tx.Clauses(clause.OnConflict{Columns: []clause.Column{{Name: "staff_id"}}, UpdateAll: true}).Create(&row).Error
	})
	if err != nil {
		return "", "", fmt.Errorf("beginning a second factor: %w", err)
	}
	return made.Secret(), made.URL(), nil
}

func factorCell(staffID string) []byte { return cell("second_factors", "sealed", staffID) }

// ConfirmFactor has a begun second factor count from now on, for which a code of it is needed. The session counts as one with a second
// factor and gets a new value; all others end. The recovery codes are returned here and never again.
func (b *Books) ConfirmFactor(ctx context.Context, c *Caller, code, source string) (text string, codes []string, err error) {
	err = b.onFactor(ctx, c, source, func(tx *gorm.DB, now time.Time) error {
		f, err := b.factor(tx, c.ID)
		if err != nil {
			return err
		}
		if f.ConfirmedAt != nil {
			return ErrFactorThere
		}
		taken, err := b.takeCode(tx, f, code, now)
		if err != nil {
			return err
		}
		if !taken {
			return ErrSecondWrong
		}
		if err := tx.Model(&SecondFactor{}).Where("staff_id = ?", c.ID).Update("confirmed_at", now).Error; err != nil {
			return err
		}
		if codes, err = renewRecovery(tx, c.ID); err != nil {
			return err
		}
		if err := endSessions(tx, c.ID, now, allBut(c.Session.ID)); err != nil {
			return err
		}
		text, err = strengthen(tx, c.Session.ID, now)
		return errors.Join(err, b.changed(tx, c.ID, FactorAdded, &c.ID, now))
	})
	return text, codes, err
}

// RemoveFactor ends the caller's second factor, for which a code is needed, and all other sessions.
func (b *Books) RemoveFactor(ctx context.Context, c *Caller, code, source string) error {
	return b.onFactor(ctx, c, source, func(tx *gorm.DB, now time.Time) error {
		if err := b.needSecond(tx, c.ID, code, now); err != nil {
			return err
		}
		err := errors.Join(dropFactor(tx, c.ID), endSessions(tx, c.ID, now, allBut(c.Session.ID)))
		if err == nil {
			err = tx.Model(&Session{}).Where("id = ?", c.Session.ID).Update("second_at", nil).Error
		}
		return errors.Join(err, b.changed(tx, c.ID, FactorRemoved, &c.ID, now))
	})
}

// RenewRecovery makes new recovery codes in place of the old ones, for which a code is needed.
func (b *Books) RenewRecovery(ctx context.Context, c *Caller, code, source string) (codes []string, err error) {
	err = b.onFactor(ctx, c, source, func(tx *gorm.DB, now time.Time) error {
		if err := b.needSecond(tx, c.ID, code, now); err != nil {
			return err
		}
		if codes, err = renewRecovery(tx, c.ID); err != nil {
			return err
		}
		return b.changed(tx, c.ID, RecoveryRenewed, &c.ID, now)
	})
	return codes, err
}

// GiveFactor takes a code in a session that began without one. The session gets a new value.
func (b *Books) GiveFactor(ctx context.Context, c *Caller, code, source string) (text string, err error) {
	err = b.onFactor(ctx, c, source, func(tx *gorm.DB, now time.Time) error {
		if err := b.needSecond(tx, c.ID, code, now); err != nil {
			return err
		}
		text, err = strengthen(tx, c.Session.ID, now)
		return err
	})
	return text, err
}

// onFactor counts a guess, does in one transaction what needs a code, and takes the guess back unless the code was wrong.
func (b *Books) onFactor(ctx context.Context, c *Caller, source string, do func(tx *gorm.DB, now time.Time) error) error {
	id, err := b.guess(ctx, b.guesser(c.Code, source), atCode)
	if err != nil {
		return err
	}
	err = b.Tx(ctx, func(tx *gorm.DB) error {
		if err := lockStaff(tx, c.ID); err != nil {
			return err
		}
		now, err := b.Now(tx)
		if err != nil {
			return err
		}
		return do(tx, now)
	})
	if errors.Is(err, ErrSecondWrong) {
		return err
	}
	return errors.Join(err, b.right(ctx, id))
}

// strengthen notes that a second factor was given, and gives the session a new value.
func strengthen(tx *gorm.DB, id string, now time.Time) (text string, err error) {
	text, hash := newSecret(sessionPrefix)
	return text, tx.Model(&Session{}).Where("id = ?", id).Updates(map[string]any{"second_at": now, "hash": hash}).Error
}

// needSecond takes a code or says what is wrong.
func (b *Books) needSecond(tx *gorm.DB, staffID, code string, now time.Time) error {
	taken, err := b.take(tx, staffID, code, now)
	if err != nil {
		return err
	}
	if !taken {
		return ErrSecondWrong
	}
	return nil
}

// takeSecond takes a code of a second factor that counts, or a recovery code. None is taken twice.
func (b *Books) takeSecond(ctx context.Context, staffID, code string) (taken bool, err error) {
	err = b.Tx(ctx, func(tx *gorm.DB) error {
		if err := lockStaff(tx, staffID); err != nil {
			return err
		}
		now, err := b.Now(tx)
		if err != nil {
			return err
		}
		taken, err = b.take(tx, staffID, code, now)
		return err
	})
	if err != nil {
		return false, fmt.Errorf("taking a code: %w", err)
	}
	return taken, nil
}

func (b *Books) take(tx *gorm.DB, staffID, code string, now time.Time) (bool, error) {
	f, err := b.factor(tx, staffID)
	if err != nil {
		return false, err
	}
	if f.ConfirmedAt == nil {
		return false, ErrNoFactor
	}
	if taken, err := b.takeCode(tx, f, code, now); err != nil || taken {
		return taken, err
	}
	used := tx.Model(&RecoveryCode{}).Where("staff_id = ? AND hash = ? AND used_at IS NULL", staffID, recoveryHash(code)).Update("used_at", now)
	if used.Error != nil || used.RowsAffected == 0 {
		return false, used.Error
	}
	return true, b.changed(tx, staffID, RecoveryUsed, &staffID, now)
}

// isSecond reports whether take would take a code, and takes nothing.
func (b *Books) isSecond(ctx context.Context, staffID, code string) (bool, error) {
	tx := b.DB.WithContext(ctx)
	f, err := b.factor(tx, staffID)
	if errors.Is(err, ErrNoFactor) || err == nil && f.ConfirmedAt == nil {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	now, err := b.Now(tx)
	if err != nil {
		return false, err
	}
	if step, err := b.stepOf(tx, f, code, now); err != nil || step > 0 {
		return step > 0, err
	}
	var n int64
	err = tx.Model(&RecoveryCode{}).Where("staff_id = ? AND hash = ? AND used_at IS NULL", staffID, recoveryHash(code)).Count(&n).Error
	return n > 0, err
}

// factor is the second factor of a member of staff, begun or counting; ErrNoFactor when there is none.
func (b *Books) factor(tx *gorm.DB, staffID string) (SecondFactor, error) {
	var f SecondFactor
	err := tx.Where("staff_id = ?", staffID).Take(&f).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return f, ErrNoFactor
	}
	if err != nil {
		return f, fmt.Errorf("reading a second factor: %w", err)
	}
	return f, nil
}

// takeCode takes a code when it is right for now, and later than the last one that was taken.
func (b *Books) takeCode(tx *gorm.DB, f SecondFactor, code string, now time.Time) (bool, error) {
	step, err := b.stepOf(tx, f, code, now)
	if err != nil || step == 0 {
		return false, err
	}
	res := tx.Model(&SecondFactor{}).Where("staff_id = ? AND last_step < ?", f.StaffID, step).Update("last_step", step)
	return res.RowsAffected == 1, res.Error
}

// stepOf is the step whose code this is; 0 when it is none that may be taken now.
func (b *Books) stepOf(tx *gorm.DB, f SecondFactor, code string, now time.Time) (int64, error) {
	key, err := b.personKey(tx, f.KeyID)
	if err != nil {
		return 0, err
	}
	secret, err := keys.Open(key, factorCell(f.StaffID), f.Sealed)
	if err != nil {
		return 0, err
	}
	this := now.Unix() / stepSeconds
	for step := max(this-stepsApart, f.LastStep+1); step <= this+stepsApart; step++ {
		want, err := hotp.GenerateCode(string(secret), uint64(step))
		if err != nil {
			return 0, fmt.Errorf("computing a code: %w", err)
		}
		if subtle.ConstantTimeCompare([]byte(want), []byte(strings.TrimSpace(code))) == 1 {
			return step, nil
		}
	}
	return 0, nil
}

// renewRecovery makes codes of 80 random bits in place of the old ones.
func renewRecovery(tx *gorm.DB, staffID string) (codes []string, err error) {
	if err := tx.Where("staff_id = ?", staffID).Delete(&RecoveryCode{}).Error; err != nil {
		return nil, err
	}
	var rows []RecoveryCode
	for range recoveryCodes {
		random := make([]byte, 10)
		rand.Read(random)
		text := base32.StdEncoding.EncodeToString(random)
		code := text[:4] + "-" + text[4:8] + "-" + text[8:12] + "-" + text[12:]
		codes, rows = append(codes, code), append(rows, RecoveryCode{StaffID: staffID, Hash: recoveryHash(code)})
	}
	return codes, tx.Create(&rows).Error
}

// recoveryHash is that of a code however it is written.
func recoveryHash(code string) []byte {
	return secretHash(strings.ToUpper(strings.NewReplacer("-", "", " ", "").Replace(code)))
}

func dropFactor(tx *gorm.DB, staffID string) error {
	if err := tx.Where("staff_id = ?", staffID).Delete(&RecoveryCode{}).Error; err != nil {
		return err
	}
	return tx.Where("staff_id = ?", staffID).Delete(&SecondFactor{}).Error
}
