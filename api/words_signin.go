package api

// signinWords are those of signing in.
var signinWords = map[string]said{
	// How
	"password": {"密码", "密碼", "password"},
	"token":    {"令牌", "權杖", "token"},
	"oidc":     {"公司统一登录", "公司統一登入", "the company's sign-in"},
}

func init() { addWords(signinWords) }
