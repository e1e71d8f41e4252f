import type { Words } from '@/words/en'
import { account } from '@/words/pa/account'
import { assistant } from '@/words/pa/assistant'
import { bookings } from '@/words/pa/bookings'
import { calls } from '@/words/pa/calls'
import { house } from '@/words/pa/house'
import { live } from '@/words/pa/live'
import { questions } from '@/words/pa/questions'
import { results } from '@/words/pa/results'
import { shell } from '@/words/pa/shell'
import { today } from '@/words/pa/today'

export const pa: Words = { ...account, ...assistant, ...bookings, ...calls, ...house, ...live, ...questions, ...results, ...shell, ...today }
