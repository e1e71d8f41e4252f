import { useTranslation } from 'react-i18next'
import { ApiProblem } from '@/lib/api'

/** Reasons of the API that have words of their own here. */
const REASONS = [
  'slot_taken', 'full', 'day_full', 'closed', 'sold_out', 'too_late', 'too_far', 'too_many', 'too_few', 'conflict', 'not_allowed', 'no_such_place',
  'nobody_has_that_skill', 'unknown_service',
] as const

const known = (reason: string) => REASONS.find((one) => one === reason)

/** Gives the function that says a reason of the API. */
export function useReasons() {
  const { t } = useTranslation()
  return (reason: string): string => {
    const one = known(reason)
    return one ? t(`reason.${one}`) : reason
  }
}

/** Gives the function that says an error to whoever uses the page. */
export function useTold() {
  const { t } = useTranslation()
  return (error: unknown): string => {
    if (error instanceof ApiProblem) {
      const reason = known(error.reason) ?? (error.status === 412 ? 'conflict' : undefined)
      if (reason) return t(`reason.${reason}`)
      if (error.status >= 500) return t('state.down')
      return error.message
    }
    if (error instanceof TypeError) return t('state.unreachable')
    return error instanceof Error ? error.message : t('state.wrong')
  }
}
