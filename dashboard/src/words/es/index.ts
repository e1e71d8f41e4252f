import type { Words } from '@/words/en'
import { account } from '@/words/es/account'
import { assistant } from '@/words/es/assistant'
import { bookings } from '@/words/es/bookings'
import { calls } from '@/words/es/calls'
import { house } from '@/words/es/house'
import { live } from '@/words/es/live'
import { questions } from '@/words/es/questions'
import { results } from '@/words/es/results'
import { shell } from '@/words/es/shell'
import { today } from '@/words/es/today'

export const es: Words = { ...account, ...assistant, ...bookings, ...calls, ...house, ...live, ...questions, ...results, ...shell, ...today }
