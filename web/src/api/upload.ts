import { language } from '../words'
import { base, unknown } from './client'
import { Problem, type ProblemBody } from './problem'
import { signIn } from './session'

/** upload posts a file and says how much of it has gone, from 0 to 1: fetch can't tell that. */
export function upload<T>(path: string, file: File, type: string, key: string, gone: (part: number) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const round = signIn.round()
    request.open('POST', base + path)
    request.setRequestHeader('Accept-Language', language())
    request.setRequestHeader('Idempotency-Key', key)
    request.setRequestHeader('Content-Type', type)
    request.upload.onprogress = (e) => e.lengthComputable && gone(e.loaded / e.total)
    request.onerror = () => reject(new Problem(0, {}))
    request.onload = () => {
      const body = parsed(request.responseText)
      if (request.status < 400) return resolve(body as T)
      reject(new Problem(request.status, body as Partial<ProblemBody>, unknown(request.status, body as Partial<ProblemBody>) && !signIn.expire(round)))
    }
    request.send(file)
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}
