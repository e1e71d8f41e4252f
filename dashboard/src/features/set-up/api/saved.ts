import { useTranslation } from 'react-i18next'
import { toast } from '@/lib/toast'
import { at } from '@/app/here'
import type { Definition, Draft } from '@/features/assistant/api/draft'
import { $api, HOME } from '@/lib/api'
import { useStale } from '@/lib/stale'

/** Gives the function that saves a part of the definition in the draft, on top of what is in it. */
export function useSaved(business: Definition, draft: Draft | null) {
  const { t } = useTranslation()
  const stale = useStale()
  const put = $api.useMutation('put', `${HOME}/draft`, {
    onSuccess: () => {
      toast.success(t('assistant.saved'))
      return stale('/draft')
    },
  })
  const save = (part: Partial<Definition>) =>
    put.mutate({
      params: { path: at(business) },
      body: { definition: { ...(draft?.definition ?? business), ...part }, base: draft?.base ?? business.version, revision: draft?.revision ?? 0, whole: true },
    })
  return { save, error: put.error, saving: put.isPending }
}
