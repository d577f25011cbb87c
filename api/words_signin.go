package api

// signinWords are those of signing in.
var signinWords = map[string]said{
	// How
	"password": {"密码", "密碼", "password"},
	"token":    {"令牌", "權杖", "token"},
	"oidc":     {"公司统一登录", "公司統一登入", "the company's sign-in"},

	"read": {"只读", "唯讀", "reading alone"},
	"all":  {"全部", "全部", "everything"},

	// What changed among somebody's ways in
	"invite":                 {"邀请设置密码", "邀請設定密碼", "invite to set a password"},
	"token_made":             {"新建了令牌", "新建了權杖", "a token was made"},
	"token_ended":            {"停用了令牌", "停用了權杖", "a token was ended"},
	"invited":                {"发出了设置密码的邀请", "發出了設定密碼的邀請", "an invitation to set a password was made"},
	"password_set":           {"凭邀请设置了密码", "憑邀請設定了密碼", "the password was set by an invitation"},
	"password_changed":       {"更改了密码", "更改了密碼", "the password was changed"},
	"second_factor_added":    {"绑定了第二因素", "綁定了第二因素", "a second factor was set up"},
	"second_factor_removed":  {"移除了第二因素", "移除了第二因素", "the second factor was removed"},
	"recovery_codes_renewed": {"更换了恢复码", "更換了復原碼", "the recovery codes were renewed"},
	"recovery_code_used":     {"使用了一个恢复码", "使用了一個復原碼", "a recovery code was used"},
}

func init() { addWords(signinWords) }
