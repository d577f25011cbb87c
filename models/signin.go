package models

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"

	"carebook/internal/passwords"
)

// Why somebody isn't let in.
var (
	ErrSignIn       = errors.New("no such account, or not its password")
	ErrSecondNeeded = errors.New("the password is right; a code of the second factor is needed")
	ErrSecondWrong  = errors.New("not a code of the second factor, or one that was taken before")
)

// SignIn is what somebody brings who wants to be let in.
type SignIn struct {
	Code     string // the number on the badge
	Password string
	Second   string // a code of the second factor or a recovery code; "" without
	Source   string // the address from which it comes; guesses are counted by it
}

// localAccount is an account as it is asked for when somebody signs in.
type localAccount struct {
	StaffID string
	Hash    string // "" for one without a password
}

// SignIn checks a password and, where there is one, the second factor: it returns whose they are and whether a second factor was
// given. Otherwise ErrSignIn, the same and as late for an account that doesn't exist; ErrSecondNeeded; ErrSecondWrong; or
// *Throttled, for which nothing was looked at.
func (b *Books) SignIn(ctx context.Context, in SignIn) (staffID string, second bool, err error) {
	g := b.guesser(in.Code, in.Source)
	id, err := b.guess(ctx, g, atPassword)
	var slow *Throttled
	if errors.As(err, &slow) && in.Second != "" {
		return b.signInSlowed(ctx, g, in, slow)
	}
	if err != nil {
		return "", false, err
	}
	a, err := b.checkPassword(ctx, in.Code, in.Password)
	if err != nil {
		return "", false, err
	}
	if err := b.right(ctx, id); err != nil {
		return "", false, err
	}
	second, err = b.checkSecond(ctx, g, a.StaffID, in.Second)
	return a.StaffID, second, err
}

// signInSlowed lets in who was slowed down by the guesses of others: a code that is right comes before the password is looked at.
// Any other answer is that there are too many guesses.
func (b *Books) signInSlowed(ctx context.Context, g guesser, in SignIn, slow *Throttled) (string, bool, error) {
	relief, err := b.guess(ctx, g, atRelief)
	if err != nil {
		return "", false, err
	}
	var staff Staff
	err = b.DB.WithContext(ctx).Where("code = ? AND active", in.Code).Limit(1).Find(&staff).Error
	if err != nil {
		return "", false, fmt.Errorf("reading an account: %w", err)
	}
	if right, err := b.isSecond(ctx, staff.ID, in.Second); err != nil || !right {
		return "", false, errors.Join(err, slow)
	}
	guess, err := b.guess(ctx, g, atRelieved)
	if err != nil {
		return "", false, err
	}
	a, err := b.checkPassword(ctx, in.Code, in.Password)
	if errors.Is(err, ErrSignIn) {
		return "", false, slow
	}
	if err != nil {
		return "", false, err
	}
	if taken, err := b.takeSecond(ctx, a.StaffID, in.Second); err != nil || !taken {
		return "", false, errors.Join(err, slow)
	}
	return a.StaffID, true, errors.Join(b.right(ctx, relief), b.right(ctx, guess))
}

// checkPassword finds an active account by its number and password. A hash of older parameters is made again.
func (b *Books) checkPassword(ctx context.Context, code, password string) (localAccount, error) {
	var a localAccount
	err := b.DB.WithContext(ctx).Table("staff").Select("staff.id AS staff_id, COALESCE(passwords.hash, '') AS hash").
		Joins("LEFT JOIN passwords ON passwords.staff_id = staff.id").
		Where("staff.code = ? AND staff.active", code).Limit(1).Scan(&a).Error
	if err != nil {
		return a, fmt.Errorf("reading an account: %w", err)
	}
	right, again, err := passwords.Verify(ctx, password, a.Hash)
	if err != nil {
		return a, err
	}
	if !right {
		return a, ErrSignIn
	}
	if again {
		err = b.rehash(ctx, a, password)
	}
	return a, err
}

func (b *Books) rehash(ctx context.Context, a localAccount, password string) error {
	hash, err := passwords.Hash(ctx, password)
	if err != nil {
		return err
	}
	err = b.write(ctx, func(db *gorm.DB) error {
		return db.Model(&Password{}).Where("staff_id = ? AND hash = ?", a.StaffID, a.Hash).Update("hash", hash).Error
	})
	if err != nil {
		return fmt.Errorf("hashing a password again: %w", err)
	}
	return nil
}

// checkSecond takes a code of somebody whose password was right; false without an error when there is no second factor.
func (b *Books) checkSecond(ctx context.Context, g guesser, staffID, code string) (bool, error) {
	has, err := b.HasFactor(ctx, staffID)
	if err != nil || !has {
		return false, err
	}
	if code == "" {
		return false, ErrSecondNeeded
	}
	return true, b.giveSecond(ctx, g, staffID, code)
}

// giveSecond takes a code, as one guess among few.
func (b *Books) giveSecond(ctx context.Context, g guesser, staffID, code string) error {
	id, err := b.guess(ctx, g, atCode)
	if err != nil {
		return err
	}
	taken, err := b.takeSecond(ctx, staffID, code)
	if err == nil && !taken {
		err = ErrSecondWrong
	}
	if err != nil {
		return err
	}
	return b.right(ctx, id)
}
