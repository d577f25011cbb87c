package api

import "net/http"

// Codes of what leaves the house.
const (
	codeNoChannel      = "channel_not_there"
	codeChannelNotMine = "channel_not_chosen"
	codeNotGivenUp     = "message_not_given_up"
)

// problemsOfOutbox are what may be wrong with channels and messages.
var problemsOfOutbox = map[string]kind{
	codeNoChannel: {http.StatusConflict, said{
		"目前没有工作进程配置该通道：可选的通道见 /api/v1/channels；由运维人员在 --channels 文件中配置。",
		"目前沒有工作程序設定該通道：可選的通道見 /api/v1/channels；由維運人員在 --channels 檔案中設定。",
		"No worker has this channel: those that there are stand at /api/v1/channels; the operator writes them into the file of --channels."}},
	codeChannelNotMine: {http.StatusConflict, said{
		"该通道发送到个人，而您尚未选用：请先在 /api/v1/staff/me/channels 选用，再测试。",
		"該通道發送到個人，而您尚未選用：請先在 /api/v1/staff/me/channels 選用，再測試。",
		"This channel leads to persons and you haven't chosen it: choose it at /api/v1/staff/me/channels, then test it."}},
	codeNotGivenUp: {http.StatusConflict, said{
		"只有已放弃的消息才能重新发送；已发送、待发送的不能，当日已过的今日清单也不能。",
		"只有已放棄的訊息才能重新發送；已發送、待發送的不能，當日已過的今日清單也不能。",
		"Only a message that was given up is sent again: not one that waits or was sent, nor the list of a day that is over."}},
}

func init() { addProblems(problemsOfOutbox) }
