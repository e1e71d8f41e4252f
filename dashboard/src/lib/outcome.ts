import { useTranslation } from 'react-i18next'

/** As the ends of calls are called (receptionist/calls/events.py), and the two states before one. */
export const OUTCOMES = [
  'goodbye', 'caller_hung_up', 'transferred', 'silence', 'machine', 'too_long', 'error', 'lost', 'drained', 'protocol_error',
] as const
const KNOWN = [...OUTCOMES, 'ringing', 'live'] as const

/** Gives the function that says how a call ended. */
export function useOutcome() {
  const { t } = useTranslation()
  return (outcome: string) => t(`outcome.${KNOWN.find((one) => one === outcome) ?? 'other'}`)
}
