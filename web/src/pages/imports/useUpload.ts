import { newKey } from '../../api/key'
import { useRef, useState } from 'react'
import type { Answer } from '../../api/query'
import { queries } from '../../api/query'
import { upload } from '../../api/upload'
import { workbookType, type ImportKind } from './columns'

type Import = Answer<'/imports/{id}'>

/** useUpload brings a workbook in. The same file for the same unit goes under the same key: sent twice, it is found, not carried out twice. */
export function useUpload() {
  const last = useRef<{ file?: File; path: string; key: string }>({ path: '', key: '' })
  const [part, setPart] = useState<number>()
  const [error, setError] = useState<unknown>()
  const send = async (kind: ImportKind, unit: string, file: File): Promise<Import | undefined> => {
    const path = `/imports/${kind}?unit=${encodeURIComponent(unit)}`
    if (last.current.file !== file || last.current.path !== path) last.current = { file, path, key: newKey() }
    setPart(0)
    setError(undefined)
    try {
      const taken = await upload<Import>(path, file, workbookType, last.current.key, setPart)
      void queries.invalidateQueries({ queryKey: ['/imports'] })
      return taken
    } catch (e) {
      setError(e)
      return undefined
    } finally {
      setPart(undefined)
    }
  }
  return { send, part, error, forget: () => setError(undefined) }
}
