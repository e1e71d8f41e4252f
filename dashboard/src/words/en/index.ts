import type { Translated } from '@/words/translated'
import { account } from '@/words/en/account'
import { assistant } from '@/words/en/assistant'
import { bookings } from '@/words/en/bookings'
import { calendars } from '@/words/en/calendars'
import { calls } from '@/words/en/calls'
import { house } from '@/words/en/house'
import { customers } from '@/words/en/customers'
import { lab } from '@/words/en/lab'
import { live } from '@/words/en/live'
import { offer } from '@/words/en/offer'
import { questions } from '@/words/en/questions'
import { results } from '@/words/en/results'
import { settings } from '@/words/en/settings'
import { shell } from '@/words/en/shell'
import { today } from '@/words/en/today'
import { tone } from '@/words/en/tone'
import { voice } from '@/words/en/voice'
import { numbers } from '@/words/en/numbers'
import { setUp } from '@/words/en/set-up'
import { team } from '@/words/en/team'

/** English is what the others are held to. */
export const en = { ...account, ...assistant, ...bookings, ...calendars, ...calls, ...customers, ...house, ...lab, ...live, ...offer, ...questions, ...results, ...settings, ...shell, ...numbers, ...setUp, ...team, ...today, ...tone, ...voice }

export type Words = Translated<typeof en>
