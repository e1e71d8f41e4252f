"""English: what speaks for an intent, a topic, a mood.

Weights are probabilities that the reading is right where the cue stands alone; independent cues add up as noisy-or,
negative ones take their share away afterwards. `^` and `$` are the ends of the whole utterance, punctuation removed.
"""

from receptionist.language.lexicon import cues

_BOOKING = (
    r"(?:booking|reservation|appointment|table|visit|slot|reservations|bookings|appointments|appt|cut|haircut|meeting)"
)
_WANT = r"(?:i'?d like|i would like|i want|i wanna|i need|we need|we want|we'?d like|we would like|i'?m looking|looking|i'?m calling|i was hoping|we were hoping|hoping|trying|i'?m trying|i was wondering if i could|can i|could i|may i|can we|could we|could you|can you|please|let me|i'?d love|i have|i'?ve got|i'?m gonna|i'?ll)"

INTENTS = cues(
    # book
    (
        "book",
        0.9,
        r"(?:book|reserve|schedule) (?:a|an|another|the|some|me|us|my|in|for|it|that|one|this|you|with|\d+|something|two|three|four|five|six)(?: .*)?",
    ),
    ("book", 0.6, r"(?:book|reserve|schedule)"),
    (
        "book",
        0.88,
        r"(?:make|get|have|set up|schedule|arrange|do|place|put in) (?:a|an|another|me a|us a|my|new) (?:new |quick |dinner |lunch )?(?:booking|reservation|appointment|table|visit|spot)",
    ),
    ("book", 0.85, r"(?:table|seats|space|room|spot|dinner|lunch|reservation|booking|party|brunch) (?:for|of) (?:\w+)"),
    (
        "book",
        0.85,
        r"(?:do|would|have) you (?:guys )?(?:happen to )?(?:have|got|got any) (?:a |any |an )?(?:free |open )?(?:table|tables|availability|space|room|spots?|slots?|openings?|opening|time|times|seats|appointments?|anything)(?: .*)?",
    ),
    (
        "book",
        0.8,
        r"(?:any|is there any|is there a|are there any|got any|have any|have a) (?:free |open )?(?:table|tables|availability|space|room|spots?|slots?|openings?|appointments?|seats)(?: .*)?",
    ),
    ("book", 0.75, r"(?:anything|something) (?:free|open|available|on|for|at|around|tomorrow|tonight)"),
    (
        "book",
        0.8,
        r"(?:see|come in and see|come in|come by|get in) (?:for|with|to see)? ?(?:a |the |my |doctor|dr|nurse)\w*",
    ),
    ("book", 0.8, r"(?:fit|squeeze|get) (?:me|us) in"),
    (
        "book",
        0.8,
        _WANT
        + r"(?: to)?(?: make| get| have| book| for)? (?:a |an )(?:\w+ )?(?:table|reservation|booking|appointment|haircut|cut|trim|visit|check up|checkup|spot|shot)",
    ),
    (
        "book",
        0.75,
        r"(?:can|could) (?:you|we|i) (?:accommodate|seat|come in|come|get a|have a|have|do|get)(?: .*)?(?:people|table|tonight|tomorrow|party|monday|tuesday|wednesday|thursday|friday|saturday|sunday|of us)",
    ),
    ("book", 0.75, r"book (?:me|us) (?:again|in|for)"),
    (
        "book",
        0.6,
        r"(?:eat|dine|have dinner|have lunch|come for dinner|come for lunch|celebrate) (?:at|with|tonight|tomorrow|on|for|in|there)(?: .*)?",
    ),
    (
        "book",
        0.55,
        r"(?:need|want|like|get|getting) (?:a |an |my |some )?(?:haircut|hair cut|cut|trim|color|colour|highlights|blow ?dry|flu shot|vaccine|check ?up|physical|hair done|hair cut)(?: .*)?",
    ),
    ("book", 0.5, r"(?:are you|is it|are they) (?:free|available|fully booked|full|booked up)(?: .*)?"),
    ("book", -0.9, r"(?:cancel|cancell\w*|call off)(?: .*)?(?:" + _BOOKING[3:-1] + r"|it|that)(?: .*)?"),
    (
        "book",
        -0.75,
        r"(?:i have|i've got|we have|we've got|my|our|i made|we made|i booked|we booked|already|existing|i had|i'?m booked|the) (?:a |an |my |our )?(?:existing |already )?(?:booked |have )?(?:"
        + _BOOKING[3:-1]
        + r")",
    ),
    (
        "book",
        -0.85,
        r"(?:change|move|reschedule|modify|push|shift|switch|postpone|update|edit|alter|bring forward)(?: .*)?(?:"
        + _BOOKING[3:-1]
        + r")(?: .*)?",
    ),
    (
        "book",
        -0.6,
        r"(?:don'?t|do not|didn'?t|not) (?:want to |need to |wanna )?(?:book|need a|want a|reserve|make)(?: .*)?",
    ),
    (
        "book",
        -0.5,
        r"(?:how do i|how can i|do i need|do i have|do you take|do you accept|is it possible to make|do i need to make|can you book online)(?: .*)?",
    ),
    # change
    (
        "change_booking",
        0.92,
        r"(?:change|move|reschedule|modify|push|shift|switch|postpone|update|edit|alter|amend|bump|adjust|push back|bring forward|rebook|re schedule) (?:[\w']+ ){0,4}(?:booking|reservation|appointment|table|visit|appt|reservations|bookings|appointments|slot)",
    ),
    (
        "change_booking",
        0.8,
        r"(?:change|move|reschedule|push|shift|switch|postpone|bump|modify) (?:it|that|mine|this|us|me|my \w+|our \w+|the (?:time|date|day|number|booking|size|party|name))",
    ),
    ("change_booking", 0.9, r"reschedule(?: .*)?"),
    (
        "change_booking",
        0.75,
        r"(?:make|making) (?:that|it|my reservation|my booking|the reservation|the booking|the appointment|my appointment) (?:for |at )?(?:an? )?(?:\w+ )+(?:instead|rather)",
    ),
    ("change_booking", 0.75, r"(?:come|do it|have it|go|be there|make it|be seated) (?:\w+ ){0,5}instead"),
    (
        "change_booking",
        0.8,
        r"(?:add|adding|bring|bringing) (?:\w+ )?(?:\w+ )?(?:more |extra |another |additional )(?:person|people|guest|guests|friend)(?: .*)?(?:booking|reservation|table|party)",
    ),
    (
        "change_booking",
        0.6,
        r"(?:add|remove) (?:one|two|three|a|another|1|2|3) (?:more )?(?:person|people|guest|guests)",
    ),
    (
        "change_booking",
        0.6,
        r"(?:make|change|making) (?:my|our|the) (?:booking|reservation|appointment|table) (?:to|for|at|earlier|later|bigger|smaller)(?: .*)?",
    ),
    (
        "change_booking",
        0.7,
        r"(?:come|can we come|could we come|arrive|have it|make it|do it|be) (?:a bit |a little |an hour |half an hour )?(?:earlier|later)(?: .*)?(?:than|booked|reserved|instead|reservation|booking)?",
    ),
    (
        "change_booking",
        0.75,
        r"(?:there will be|we'?ll be|there'?s|we are|we'?re|now) (?:now |only |actually )?(?:\w+ )(?:people |of us )?(?:instead of|not|rather than)(?: .*)?(?:booking|reservation|booked)?",
    ),
    ("change_booking", -0.9, r"(?:don'?t|do not) (?:want to |need to )?(?:change|move|reschedule)(?: .*)?"),
    ("change_booking", -0.6, r"(?:change|switch) (?:the )?(?:language|to (?:english|spanish|punjabi|french))(?: .*)?"),
    # cancel
    (
        "cancel_booking",
        0.95,
        r"(?:cancel|cancelling|canceling|cancelled|call off|delete|drop|scrap) (?:[\w']+ ){0,5}(?:booking|reservation|appointment|table|visit|appt|reservations|bookings|appointments|dinner|lunch|meeting)",
    ),
    (
        "cancel_booking",
        0.8,
        r"(?:cancel|call off|scrap) (?:it|that|mine|this|everything|the whole thing|for (?:me|us|tonight|tomorrow))(?: .*)?",
    ),
    ("cancel_booking", 0.8, r"(?:need|want|like|have|wanna|going|love|wish|gotta|got) to cancel(?: .*)?"),
    ("cancel_booking", 0.7, r"^(?:please |can you |could you )?cancel(?: please)?$"),
    ("cancel_booking", 0.55, r"cancell?(?:ing|ation)?"),
    (
        "cancel_booking",
        0.7,
        r"(?:can'?t|cannot|can not|won'?t be able to|won'?t|not going to|unable to|not gonna) (?:make it|come|make my|make our|be there|make the|make that)(?: .*)?",
    ),
    (
        "cancel_booking",
        0.7,
        r"(?:don'?t|no longer|do not) (?:need|want|require) (?:my|our|the|that) (?:table|booking|reservation|appointment)(?: .*)?",
    ),
    ("cancel_booking", -0.9, r"(?:don'?t|do not|didn'?t|not) (?:want to |wanna |need to )?cancel(?: .*)?"),
    (
        "cancel_booking",
        -0.75,
        r"(?:cancellation policy|cancellation fee|cancel for free|can i cancel (?:for free|if|later|any ?time|without)|if i (?:need to |have to )?cancel|charge (?:me )?(?:if|for)|how (?:late|long) can i cancel)(?: .*)?",
    ),
    (
        "change_booking",
        0.9,
        r"(?:can'?t|cannot|can not|won'?t(?: be able to)?|unable to|not going to) (?:make|do|come|be there|get there)(?! \w+ cancel)(?: .*)? (?:(?:can|could|may|shall) (?:we|i|you) (?:do|make|have|move|come|push|try|get|change|switch)|(?:do you have|is there|have you got) (?:anything|something|any)|(?:what|how) about)(?: .*)?",
    ),
    (
        "cancel_booking",
        -0.85,
        r"(?:can'?t|cannot|can not|won'?t(?: be able to)?|unable to|not going to) (?:make|do|come|be there|get there)(?: .*)? (?:(?:can|could|may|shall) (?:we|i|you) (?:do|make|have|move|come|push|try|get|change|switch)|(?:do you have|is there|have you got) (?:anything|something|any)|(?:what|how) about)(?: .*)?",
    ),
    # check
    (
        "check_booking",
        0.85,
        r"(?:check|confirm|verify|double check|look up|find|see|look at|pull up|checking|confirming) (?:on |up on |about |for |if |whether |that )?(?:my|our|the|i have|we have|a|you have) (?:\w+ ){0,2}(?:booking|reservation|appointment|table|reservations|appointments)",
    ),
    (
        "check_booking",
        0.85,
        r"(?:when|what time|what day|where|for how many|what date)(?: \w+){0,2} (?:is|was|'s) (?:my|our) (?:\w+ )?(?:booking|reservation|appointment|table|visit|next appointment)",
    ),
    (
        "check_booking",
        0.8,
        r"(?:do i|do we|did i|have i|am i|are we) (?:have|got|still have|booked|made|make|already have|already)(?: a| an| any| my)? ?(?:\w+ )?(?:booking|reservation|appointment|booked|table)?(?: .*)?",
    ),
    (
        "check_booking",
        0.7,
        r"(?:is|was) (?:my|our) (?:booking|reservation|appointment|table) (?:confirmed|still|ok|okay|for|at|on|all set|set|good|ready)(?: .*)?",
    ),
    (
        "check_booking",
        0.5,
        r"(?:i have|i've got|we have|we've got|there should be|there is|i made|we made|i'?m booked|my booking is|my reservation is) (?:a |an |our |my )?(?:booking|reservation|appointment|table)?(?: .*)?",
    ),
    (
        "check_booking",
        -0.8,
        r"(?:cancel|change|move|reschedule|modify|push|postpone|add|update|instead|make it|need to(?! (?:make sure|check|confirm|know|verify|see)))(?: .*)?",
    ),
    ("check_booking", -0.9, r"(?:do i|do we) have to(?: .*)?"),
    # waitlist
    ("waitlist", 0.95, r"(?:wait ?list|waiting list|wait list|standby|cancellation list)"),
    (
        "waitlist",
        0.75,
        r"(?:let me know|call me|text me|notify me|tell me) (?:if|when) (?:something|a table|anything|a spot|a slot|somebody cancels|someone cancels|there'?s a cancellation)(?: .*)?",
    ),
    (
        "waitlist",
        0.7,
        r"if (?:something|anything|a table|a spot|a slot) (?:opens|comes|frees|becomes)(?: up| free| available)?(?: .*)?",
    ),
    # person
    (
        "person",
        0.95,
        r"(?:speak|talk|speaking|talking|chat|connect me|put me through|transfer me|get me|connected|transferred|pass me|hand me over|switch me|forward me|patch me) (?:to|with|through to|over to) (?:an? |the |some|any|your |my )?(?:real |actual |live |human )*(?:person|human|someone|somebody|one|body|manager|representative|rep|agent|operator|staff|receptionist|being|people|owner|supervisor|staff member|team|front desk|reception|individual|employee|chef|host|hostess|waiter|doctor|nurse|guy|lady|real)(?: .*)?",
    ),
    ("person", 0.9, r"(?:real|actual|live) (?:person|human|human being|agent|people)(?: .*)?"),
    (
        "person",
        0.93,
        r"(?:who ?ever|somebody|someone|anybody|anyone|the (?:person|one|guy|lady)|who)(?: is|'s| are)? (?:really |actually )?(?:in charge|responsible|running (?:the|this) (?:place|show))(?: .*)?",
    ),
    (
        "person",
        -0.9,
        r"(?:don'?t|do not|no need to|didn'?t|rather not|without) (?:want to |wanna |need to |have to |like to )?(?:talk|talking|speak|speaking)(?: to| with)? (?:any ?one|any ?body|a person|some ?one|some ?body|the manager)(?: .*)?",
    ),
    (
        "person",
        -0.9,
        r"(?:don'?t|do not|no need to|rather not) (?:\w+ )?(?:put|transfer|connect|pass|hand) (?:me|us)(?: .*)?",
    ),
    (
        "person",
        0.85,
        r"^(?:(?:a |an |the )?(?:human|agent|operator|representative|manager|person|receptionist|front desk|customer service|real person))(?: please)?$",
    ),
    (
        "person",
        0.8,
        r"(?:get|want|need|give|have) (?:me |to speak to |to talk to )?(?:a |an |the |your |some )?(?:human|person|manager|representative|operator|agent|supervisor|someone real|live agent)(?: .*)?",
    ),
    (
        "person",
        0.75,
        r"(?:is there|can i get|could i get) (?:a |an |some|any)?(?:one|body|person|human|manager)(?: else)? (?:i can|there|available|i could|to) ?(?:talk|speak)?(?: .*)?",
    ),
    ("person", 0.7, r"(?:transfer me|put me (?:through|over|on (?:to|with)|onto|back))(?: .*)?"),
    (
        "person",
        0.6,
        r"(?:i don'?t|don'?t|do not|not) (?:want to |wanna )?(?:talk|speak) (?:to|with) (?:a |an |you|this )?(?:machine|robot|computer|bot|ai)?",
    ),
    (
        "person",
        -0.85,
        r"(?:are you|is this|am i (?:talking|speaking))(?: \w+){0,4} (?:person|human|robot|machine|real)(?: .*)?",
    ),
    # messages and calling back
    (
        "leave_message",
        0.95,
        r"(?:leave|take|pass on|pass along|give|send|relay) (?:a |you a |him a |her a |them a |this |my |the |along a )?(?:message|msg|note|voicemail|word)(?: .*)?",
    ),
    (
        "leave_message",
        0.7,
        r"(?:tell|let) (?:him|her|them|the (?:chef|manager|owner|doctor|nurse|team|kitchen)|dr \w+|doctor \w+)(?: know)?(?: that| i| we| to)(?: .*)?",
    ),
    (
        "leave_message",
        0.85,
        r"(?:please|can you|could you|would you|just|and|^) ?(?:tell|let) (?!me\b|us\b|you\b|it\b|that\b)(?:\w+ ){1,3}?(?:know )?(?:that )?(?:i|we|i'?m|i'?ll|we'?re|we'?ll|my|our) (?:said|say|am|are|was|will|is|love[ds]?|called|miss|really|would|can'?t|couldn'?t|won'?t)(?: .*)?|say (?:hi|hello) to (?!you)(?:\w+)(?: .*)?",
    ),
    (
        "leave_message",
        0.85,
        r"(?:leave|give you|take down) (?:you |down )?(?:my|a|our|some) (?:phone |telephone |cell |mobile )?(?:number|details|info|contact details|email)(?: .*)?",
    ),
    (
        "leave_message",
        0.88,
        r"(?:my|our|the) (?:order|food|meal|dish|dinner|lunch|chicken|curry|fish|steak|soup|naan|bill|service|waiter|waitress|server|takeaway|takeout) (?:\w+ ){0,4}?(?:was|were|came|arrived) (?:so |very |really |completely |totally |stone |ice |still |quite |a bit |all )*(?:wrong|cold|raw|undercooked|overcooked|burnt|burned|awful|terrible|horrible|disgusting|inedible|rude|missing|late|stale|off)(?: .*)?|(?:overcharged|double charged|charged (?:me|us) twice|food poisoning|(?:got|been|were|was) (?:really )?(?:sick|ill) (?:after|from)|(?:found )?(?:a |some )?(?:hair|glass|plastic|bug|insect) in (?:my|our|the) (?:\w+ ){0,2}(?:food|meal|soup|curry|dish|naan|rice|salad))(?: .*)?",
    ),
    (
        "leave_message",
        0.85,
        r"(?:apply|applying) (?:for|as|to)|(?:drop off|leave|send|bring) (?:in )?(?:my |a )?(?:resume|cv)|job (?:application|interview)|looking for (?:a )?(?:job|work)(?: .*)?",
    ),
    (
        "check_booking",
        0.85,
        r"(?:haven'?t|have not|didn'?t|did not|never)(?: \w+){0,2} (?:get|got|gotten|receive|received|seen?|had|have) (?:a |the |any |my |an )?(?:\w+ )?(?:confirmation|confirmed)(?: .*)?",
    ),
    ("leave_message", 0.5, r"^(?:a )?message(?: please| for .*)?$"),
    (
        "change_booking",
        0.92,
        r"(?:one|two|three|some|some ?one|some ?body|a friend)(?: (?:of us|of them|of our \w+|more|else))?(?: \w+)? (?:dropped out|drops out|is not coming|isn'?t coming|aren'?t coming|are not coming|can'?t (?:come|make it)|won'?t (?:come|make it|be coming)|is joining|are joining|is coming along|pulled out)(?: .*)?",
    ),
    (
        "book",
        -0.9,
        r"(?:one|two|three|some|some ?one|some ?body)(?: (?:of us|of them|of our \w+|more))(?: \w+)? (?:dropped out|drops out|isn'?t coming|aren'?t coming|can'?t (?:come|make it)|won'?t (?:come|make it|be coming)|pulled out)(?: .*)?",
    ),
    (
        "cancel_booking",
        -0.9,
        r"(?:one|two|three|some|some ?one|some ?body)(?: (?:of us|of them|of our \w+|more))(?: \w+)? (?:can'?t (?:come|make it)|won'?t (?:come|make it|be coming)|isn'?t coming)(?: .*)?",
    ),
    ("leave_message", 0.85, r"pass (?:it|this|that) (?:on|along)(?: .*)?"),
    (
        "leave_message",
        0.93,
        r"(?:left|forgot|forgotten|lost|misplaced) (?:behind )?(?:my|our|his|her|a|an|some)(?! (?:way|code|message|note|name|number|appointment|booking|reservation|time|date|day|visit|voicemail|review|deposit|tip|confirmation|password|wife|husband|friend|place|temper|appetite|job)\b) (?:\w+ ){1,4}(?:at|in|on|under|by|there|here|behind|with you|last|yesterday|this|today|when|after|from)(?: .*)?",
    ),
    (
        "leave_message",
        0.93,
        r"(?:left|forgot|lost|misplaced) (?:my|our|his|her) (?:\w+ ){0,2}(?:phone|cell ?phone|umbrella|bag|handbag|purse|wallet|jacket|coat|keys?|glasses|sunglasses|hat|cap|scarf|gloves?|card|laptop|watch|ring|earrings?|necklace|bracelet|sweater|hoodie|backpack|charger|book|stroller|toy)(?: .*)?",
    ),
    (
        "leave_message",
        0.9,
        r"lost and found|lost property|(?:did|has) (?:anyone|anybody|someone|somebody) (?:find|found|turned? in|hand(?:ed)? in)(?: .*)?",
    ),
    (
        "leave_message",
        0.9,
        r"(?:want|wanted|like|need|have|calling|wish|going) to (?:complain|make a complaint|file a complaint|lodge a complaint|raise a complaint|report (?:a|an) (?:problem|issue|incident))(?: .*)?|(?:have|got|with|make|file) a complaint(?: .*)?|(?:not|un) ?happy with (?:the|your|our|my) (?:service|food|meal|visit|waiter|haircut|hair|experience)(?: .*)?",
    ),
    (
        "book",
        -0.9,
        r"(?:left|forgot|lost|misplaced) (?:my|our|his|her|a|an) (?:.*)|(?:complain|a complaint|(?:my |our |the )?money back|refund(?:ed)?)(?: .*)?|(?:hate|hated) (?:my|the|this|how)(?: .*)?",
    ),
    ("call_back", 0.95, r"(?:call|ring|phone) (?:me|us) (?:back|later|again|tomorrow|when|on|at|in)(?: .*)?"),
    (
        "call_back",
        0.9,
        r"(?:(?:get|give) (?:me|us) (?:a )?(?:call ?back|callback|ring back|ring|call)|get back to (?:me|us))(?: .*)?$",
    ),
    (
        "call_back",
        0.85,
        r"(?:have|ask|get) (?:someone|somebody|him|her|them|the \w+|dr \w+|doctor \w+)(?: to)? (?:call|ring|phone|get back)(?: .*)?",
    ),
    ("call_back", 0.8, r"(?:call ?back|return my call|returned call)"),
    (
        "call_back",
        -0.7,
        r"(?:i'?ll|i will|let me|i can|i'?m going to) (?:call|ring|phone) (?:you |y'all )?(?:back|later|again)(?: .*)?",
    ),
    # emergency
    (
        "emergency",
        0.95,
        r"(?:chest (?:pain|pains|hurts|tight\w*)|pain in (?:my|his|her) chest|(?:heart attack|(?:having )?a stroke)(?! (?:last (?:year|month|week|spring|summer|fall|autumn|winter)|(?:\w+ ){1,2}(?:years?|months?|weeks?) ago|in (?:19|20)\d\d))|can'?t breathe|cannot breathe|can not breathe|not breathing|isn'?t breathing|trouble breathing|struggling to breathe|hard to breathe|difficulty breathing|stopped breathing|choking|unconscious|passed out|collapsed|won'?t wake up|not responding|unresponsive|seizure|overdose\w*|overdosed|(?:having|going into|gone into|goes into|went into|is in) (?:an? )?anaphyla\w*|anaphyla\w* (?:reaction |shock )?(?:right )?now|anaphylactic shock|throat is (?:closing|swelling)|bleeding (?:a lot|badly|heavily|out)|won'?t stop bleeding|gas leak|smell gas|smelling gas|there'?s a fire|on fire|fire in|house is burning|kill myself|killing myself|end my life|suicid\w*|want to die|hurt myself|harm myself|someone is (?:dying|hurt)|call 911|call an ambulance|need an ambulance|call nine one one|call the police|being attacked|break in|broke in|slurred speech|face is drooping|numb on one side)",
    ),
    (
        "emergency",
        0.95,
        r"(?:took|taken|swallowed|swallowing|ate|eaten|had|gave (?:him|her)) (?:\w+ ){0,3}(?:whole|entire|too many|bottle of|pack of|box of|handful of|all (?:of )?(?:my|his|her|the|our)) (?:\w+ ){0,3}(?:pills?|tablets?|medicine|medication|meds|painkillers|tylenol|aspirin|ibuprofen)",
    ),
    (
        "emergency",
        0.95,
        r"(?:drank|drunk|drinking|swallowed|swallowing|ate|eaten|chewed|got into) (?:\w+ ){0,3}(?:bleach|poison|detergent|antifreeze|drain cleaner|cleaner|gasoline|batter(?:y|ies)|laundry pods?|magnets?|chemicals?)",
    ),
    (
        "emergency",
        0.95,
        r"(?:don'?t|do not|doesn'?t|does not) (?:want|wanna) (?:to )?(?:live|be alive|be here|go on living)(?: any ?more)?$|(?:don'?t|do not) (?:want|wanna) (?:to )?live(?: any ?more)?(?: .*)?|(?:been|was|got) poisoned|(?:turning|turned|gone|going) blue|(?:face|tongue|lips?|throat) (?:is |are |has |have )?(?:swelling|swollen|swelled)(?: .*)?|(?:so much|lots of|too much|pouring) blood|blood (?:is )?(?:everywhere|gushing|spurting|pouring)|just fainted|no pulse|hit by a (?:car|truck|bus)|can'?t feel (?:my|his|her) (?:arm|leg|face|left|right)(?: .*)?|half of (?:my|his|her) face|(?:water|waters) (?:just )?broke|in labou?r",
    ),
    (
        "emergency",
        0.95,
        r"(?:hit|hurt|banged|bumped|injured|smashed|knocked) (?:my|his|her|their|the) head(?: .*)? (?:confus\w*|dizzy|vomit\w*|throwing up|threw up|sleepy|drowsy|bleeding|blacked out|knocked out|blurr\w*|slurr\w*|not making sense)(?: .*)?"
        r"|(?:fell|fallen|had a fall|took a fall)(?: .*)? (?:confus\w*|can'?t (?:get up|move|stand)|cannot (?:get up|move|stand)|not moving|isn'?t moving|knocked out|blacked out)(?: .*)?"
        r"|(?:suddenly|sudden|all of a sudden)(?: \w+){0,4} (?:confus\w*|weak\w*|numb\w*|can'?t (?:see|speak|talk|move|walk)|cannot (?:see|speak|talk|move|walk)|blind|vision)(?: .*)?|worst headache of (?:my|his|her) life"
        r"|(?:coughing|coughed|vomiting|vomited|throwing|threw|spitting|spat|passing)(?: up)?(?: \w+)? blood|(?:went|gone|going|is|all) limp|(?:won'?t|will not) (?:respond|wake)(?: .*)?"
        r"|(?:throat|tongue|airway|chest) (?:feels?|is|feeling|getting|gets)(?: \w+){0,2} (?:tight\w*|closing|closed|swelling|swollen)|(?:hurting|harming) (?:myself|himself|herself|themselves)"
        r"|(?:swallowed|swallowing|choked on|inhaled) (?:a |an |the |some |my |his |her )?(?:\w+ )?(?:coin|penny|quarter|battery|magnet|marble|toy|button|bone|glass|needle|pin|screw|nail|lego|earring|ring)"
        r"|(?:speech|words)(?: \w+){0,2} (?:slurr\w*|garbled)|slurring(?: .*)?|(?:he|she|dad|mom|mum|mother|father|husband|wife|grandma|grandpa|son|daughter)(?: \w+)? (?:isn'?t|is not|not) making (?:any )?sense"
        r"|(?:having|have|started) contractions|contractions (?:are|every)(?: .*)?|bleed\w*(?: \w+){0,3} (?:after|since|from) (?:my |the |his |her )?(?:surgery|operation|procedure|c section|birth|delivery)|pregnant(?: .*)? bleeding|bleeding(?: .*)? pregnant"
        r"|stiff neck(?: .*)? fever(?: .*)?|fever(?: .*)? stiff neck|(?:bone|it'?s) (?:is )?sticking out|(?:been|was|got|is) (?:electrocuted|stabbed|drowning)|(?:been|was) shot(?!\S)",
    ),
    ("emergency", 0.75, r"(?:it'?s an|this is an|have an|medical|it is an|life or death|real) emergency"),
    ("emergency", 0.55, r"^emergency$|(?:emergency)"),
    (
        "emergency",
        -0.85,
        r"(?:not an emergency|no emergency|non emergency|isn'?t an emergency|emergency contact|emergency exit|not urgent)",
    ),
    # sums, and words about the talk itself
    (
        "out_of_scope",
        0.9,
        r"(?:what'?s|what is|how much is|calculate|add|solve|answer of|work out) (?:\w+ ){1,3}(?:plus|minus|divided by|multiplied by) \w+|(?:sum|product|square root|factorial) of",
    ),
    (
        "deny",
        0.82,
        r"(?:you(?:'ve| have)? (?:got (?:it|me|that) wrong\w*|made (?:a )?mistake|messed (?:\w+ )?up|misunderstood|misheard(?: me)?)|you (?:didn't|did not) (?:get me|get it right)|(?:it'?s|it is|that'?s|that is|that was|was|is) (?:the |a )?(?:wrong|incorrect|not correct|inaccurate|false)(?: \w+)?)",
    ),
    ("deny", -0.8, r"(?:is|was) (?:that|it|this) (?:wrong|incorrect)|what(?:'s| is) wrong(?: .*)?"),
    (
        "thanks",
        0.85,
        r"you(?:'ve| have| were|'re| are)(?: been)? (?:so |very |a |such a |really )*(?:great |big |real |huge )?(?:help|helpful|kind)",
    ),
    (
        "greeting",
        0.9,
        r"^(?:hi |hello |hey |and )*(?:how(?:'s| is) (?:your day|life|it going|everything)|how (?:have you been|do you feel)|(?:it'?s |it is )?(?:nice|good|great|lovely) to (?:see|meet|hear from) you|what(?:'s| is) (?:happening|going on|up)|are you (?:well|doing well|okay right now))(?: (?:going|today|treating you|now|with you))*$",
    ),
    ("goodbye", -0.9, r"^(?:it'?s |it is )?(?:nice|good|great|lovely) to (?:see|meet|hear from) you$"),
    (
        "cancel_booking",
        0.9,
        r"(?:no longer need|don'?t need|do not need|annul|end|erase|clear|remove|get rid of|take off) (?:\w+ ){0,2}(?:table|booking|reservation|appointment|meeting|calendar)(?: for(?: .*)?)?",
    ),
    (
        "book",
        -0.9,
        r"(?:no longer need|don'?t need|annul|erase|clear|remove|get rid of) (?:\w+ ){0,2}(?:table|booking|reservation|appointment|meeting|calendar)",
    ),
    (
        "check_booking",
        0.88,
        r"(?:check|confirm|verify|make sure|know|see)(?: that| if| whether)? (?:there'?s|there is|i have|we have|i'?ve got) (?:a |any )?(?:booking|reservation|reservations|appointment|table)",
    ),
    (
        "book",
        -0.8,
        r"(?:check|confirm|verify|make sure|know|see)(?: that| if| whether)? (?:there'?s|there is|i have|we have|i'?ve got) (?:a |any )?(?:booking|reservation|reservations|appointment)(?: .*)?",
    ),
    # yes
    (
        "affirm",
        0.95,
        r"^(?:oh |um |uh |well |ok |okay |and |hmm )*(?:yes|yeah|yep|yup|yea|ya|yah|sure|correct|right|exactly|absolutely|definitely|certainly|of course|indeed|aye|affirmative|uh huh|mm ?hmm|mhm|that'?s right|that is right|that'?s correct|that is correct|perfect|sounds good|sounds great|sounds perfect|sounds fine|sounds lovely|that works|that'?ll work|that will work|works for me|that'?s fine|that is fine|that'?s good|that'?s great|that'?s perfect|that'?ll do|go ahead|please do|do it|go for it|why not|fine|great|good|ok|okay|alright|all right|totally|you bet|you got it|i think so|i guess so|i guess|i suppose so|i believe so|lovely|wonderful|excellent|brilliant|cool|awesome|fantastic|super|by all means|let'?s do it|let'?s do that|i'?ll take it|i'?ll take that|we'?ll take it|book it|confirm|confirmed|i do|i am|i would|i will|we do|we are|we would|it is|please|yes please|that would be (?:great|good|fine|perfect|lovely|nice)|that'?d be (?:great|good|fine|perfect|lovely|nice|wonderful|fantastic|ideal)|sure thing|no problem|indeed|roger|true|make it so|that one|suits me|happy with that|i'?m good with that|very well|naturally|for sure)(?: (?:please|thanks|thank you|sir|ma'?am|that'?s (?:right|correct|fine|good|it|me|perfect|great|ok|okay)|that works|it is|i do|i am|we are|i would|sounds good|sounds great|go ahead|of course|sure|definitely|absolutely|then|great|perfect|correct|right|yes|yeah|for me|to me|with me|book it|do that|do it|indeed|good|fine|exactly|cool|for us|ok|okay|very much|so much|mate|buddy|let'?s do that|let'?s do it|let'?s go with that|why not))*$",
    ),
    (
        "affirm",
        0.85,
        r"^(?:oh |um |uh |well |and |hmm |ah )*(?:yes|yeah|yep|yup|yea|sure|correct|absolutely|definitely|of course|exactly|certainly)(?: .*)?$",
    ),
    (
        "affirm",
        0.6,
        r"^(?:oh |um |well )*(?:ok|okay|alright|all right|right|great|perfect|fine|good|cool|awesome|excellent)(?: .*)?$",
    ),
    (
        "affirm",
        0.8,
        r"(?:that works|that'?ll work|sounds good|sounds great|sounds perfect|works for me|that'?s fine|that'?s perfect|that is fine|that would be (?:great|perfect|good|fine|lovely)|i'?ll take (?:it|that)|go ahead|that'?s right|that'?s correct|please do|let'?s do that|let'?s do it|let'?s go with that|i'?m fine with that|happy with that|that suits|that'?s okay|that'?s ok|you'?re right|you got it)",
    ),
    ("affirm", 0.5, r"(?:is|would be|works|are|will be|sounds) (?:good|fine|great|perfect|ok|okay|alright|lovely)$"),
    (
        "affirm",
        -0.9,
        r"(?:not|isn'?t|doesn'?t|don'?t|won'?t|no) (?:really |quite |exactly |so )?(?:sound|right|correct|good|work|works|fine|great|sure|ok|okay|perfect)(?: .*)?",
    ),
    ("affirm", -0.75, r"^(?:no|nope|nah)(?: .*)?$"),
    (
        "affirm",
        -0.8,
        r"^(?:ok|okay|right|great|good|perfect|fine|alright) (?:(?:so|and) )?(?:i |can|could|do you|what|when|where|how|is |are |then i|goodbye|bye|thank|morning|evening|afternoon|but|we |we'?ll)(?: .*)?$",
    ),
    # no
    (
        "deny",
        0.95,
        r"^(?:oh |um |uh |well |ok |hmm |ah |er |and )*(?:no|nope|nah|no way|not really|not quite|not at all|no thanks|no thank you|negative|never|absolutely not|definitely not|of course not|certainly not|i don'?t think so|i do not think so|that'?s not right|that'?s wrong|that is wrong|that'?s not correct|that is not correct|that'?s incorrect|incorrect|wrong|not that|not that one|neither|none|neither of (?:them|those)|none of (?:them|those|these)|not now|not today|not yet|no need|i'?d rather not|i would rather not|i'?m good|i'?m good thanks|i'?m fine thanks|i'?m ok|i'?m okay|i don'?t|i do not|i don'?t want (?:that|it|to)|don'?t|do not|please don'?t|it isn'?t|it'?s not|it is not|i'?m not|we'?re not|we don'?t|that doesn'?t work|that won'?t work|doesn'?t work|that does not work|nothing|nothing else|that'?s all|that'?s it|that is all|that'?ll be all|that will be all|uh uh|nuh uh|mm mm|i can'?t|we can'?t|not for me|not necessary|i'?d prefer not to|forget it|never ?mind|hell no|nay|i disagree|too (?:late|early|expensive|far|long))(?: (?:thanks|thank you|please|sir|ma'?am|that'?s (?:not right|wrong|all|it|not it|not what i (?:said|meant|wanted)|fine|ok|okay)|it'?s (?:not|fine|ok|okay)|it isn'?t|i don'?t|i don'?t think so|not really|no|nope|i'?m (?:good|fine|ok|okay|not)|not that|that will be all|that'?ll be all|for me|for us|of (?:them|those|these)|not today|not now|sorry|nothing|nothing else|else|that is all|at all|then|actually|we'?re (?:good|fine|ok)))*$",
    ),
    (
        "deny",
        0.88,
        r"^(?:oh |um |uh |well |ok |ah |er |and |actually )*(?:no|nope|nah|no no|no thanks|no thank you|not really|sorry no)(?: .*)?$",
    ),
    (
        "deny",
        0.7,
        r"(?:that'?s not (?:right|correct|it|what|my|good)|that'?s wrong|that doesn'?t work|that won'?t work|doesn'?t work for (?:me|us)|i don'?t think so|not what i|never ?mind|forget it|forget about it|i'?d rather not|too late for|too early for|that does not work)(?: .*)?",
    ),
    (
        "deny",
        0.6,
        r"(?:don'?t|do not|stop|without|not to|rather not|not be|no|turn off the) (?:want to |want you to |wish to |like to )?(?:be )?(?:record|recorded|recording|taped|tape)(?: .*)?",
    ),
    ("deny", -0.7, r"^no (?:problem|worries|rush|preference|idea|matter|wait)(?: .*)?$"),
    ("deny", -0.5, r"^no (?:nuts|dairy|gluten|peanuts|onions|meat|pork|shellfish|eggs|fish|milk|allergies)(?: .*)?$"),
    # repeat
    (
        "repeat",
        0.95,
        r"(?:repeat|say) (?:that|it|this|the|what|all|yourself|your)(?: \w+){0,3}(?: again| please| once more| one more time)?(?: .*)?",
    ),
    (
        "repeat",
        0.92,
        r"^(?:(?:i'?m )?sorry |um |uh |oh )*(?:pardon|pardon me|what|what was that|what'?s that|excuse me|come again|say again|say that again|again please|one more time|once more|once again|huh|repeat|repeat please|again|can you repeat|could you repeat|sorry what|i beg your pardon|beg your pardon|what did you say|i missed that|i didn'?t (?:catch|get|hear|understand) (?:that|you|it|what you said)|i (?:can'?t|couldn'?t|cannot) hear (?:you|that)|sorry)(?: please| sorry| again)*$",
    ),
    (
        "repeat",
        0.88,
        r"(?:didn'?t|did not|couldn'?t|could not|can'?t|don'?t) (?:quite |really )?(?:catch|hear|get|understand|follow) (?:that|you|it|what|the|a word|all of that|any of)(?: .*)?",
    ),
    (
        "repeat",
        0.85,
        r"(?:what did you (?:just )?say|come again|say (?:that |it )?again|one more time|missed that|speak (?:up|slower|more slowly|louder)|slow down|repeat|rephrase|what do you mean|what (?:do|did) you mean|can you hear me)(?: .*)?",
    ),
    ("repeat", -0.97, r"^(?:uh|mm|mhm|um) ?-? ?huh(?: .*)?$"),
    (
        "affirm",
        0.95,
        r"^(?:that'?s it|that is it|that'?s the one) (?:yes|yeah|yep|perfect|great|exactly|correct|right|indeed)(?: .*)?$",
    ),
    ("deny", -0.97, r"^(?:that'?s it|that is it) (?:yes|yeah|yep|perfect|great|exactly|correct|right|indeed)(?: .*)?$"),
    (
        "check_booking",
        0.9,
        r"(?:check|checking|making sure|make sure|confirming|confirm|see)(?: that| if| whether)? (?:we'?re|we are|i'?m|i am|everything'?s|everything is|it'?s|it is) (?:all )?(?:set|good|confirmed|booked|down|still on|ok|okay|fine|in the book)(?: .*)?",
    ),
    (
        "check_booking",
        0.88,
        r"^(?:hi |hello |hey |so |and )*(?:are we|am i|is everything) (?:all |still )?(?:set|confirmed|booked|on|down)(?: in| for| .*)?",
    ),
    (
        "book",
        -0.9,
        r"(?:check|checking|making sure|make sure|confirming)(?: that| if| whether)? (?:we'?re|we are|i'?m|i am|everything'?s|everything is|it'?s) (?:.*)",
    ),
    (
        "affirm",
        0.95,
        r"^(?:uh ?-? ?huh|mm+ ?-? ?(?:hm+|mm+|huh)|mhm+|m ?-? ?hm+|ya ?-? ?huh|righto|right you are|grand|smashing|splendid|super duper|yes indeed|yessir|that'?s the one|spot on|bang on|you betcha)(?: (?:please|thanks|yes|yeah|that'?s (?:right|fine|good)|sounds good))*$",
    ),
    ("repeat", -0.6, r"(?:repeat (?:appointment|visit|prescription|order)|repeat customer)"),
    # languages
    (
        "change_language",
        0.93,
        r"(?:speak|talk|switch to|change to|continue in|do you (?:speak|have|know)|can you (?:speak|do)|anyone (?:who )?speaks?|someone who speaks|in|go on in|prefer|use|change (?:the )?language to) (?:to |in |a |any |some )?(?:spanish|punjabi|panjabi|english|espanol|hindi|french|chinese|mandarin|cantonese|german|italian|portuguese|arabic|vietnamese|korean|tagalog|russian)(?: .*)?",
    ),
    (
        "change_language",
        0.85,
        r"^(?:spanish|punjabi|panjabi|english|espanol|castellano)(?: please| por favor| speaker)?$",
    ),
    ("change_language", 0.85, r"(?:different|another|other|change|switch|my) (?:the )?languages?(?: .*)?"),
    (
        "change_language",
        0.8,
        r"(?:don'?t|do not|no) (?:speak|understand) (?:any |much |good |very much )?(?:english|spanish|punjabi)(?: .*)?",
    ),
    (
        "change_language",
        -0.7,
        r"(?:in|speak) (?:spanish|punjabi|english) (?:food|restaurant|class|classes|wine|rice|street)(?: .*)?",
    ),
    # social
    (
        "greeting",
        0.9,
        r"^(?:um |uh |oh |yeah |yes )?(?:hi|hello|hey|hiya|howdy|good (?:morning|afternoon|evening|day)|greetings|yo|morning|evening|hi there|hello there|hey there|good to talk)(?: (?:there|robin|hi|hello|good (?:morning|afternoon|evening)|sir|ma'?am|how are you|how'?s it going|everyone|again|is anyone there|anybody there))*$",
    ),
    ("greeting", 0.5, r"^(?:um |uh |oh |yeah )?(?:hi|hello|hey|good (?:morning|afternoon|evening))(?: .*)?$"),
    (
        "greeting",
        0.8,
        r"(?:how are you|how'?s it going|how are you doing|what'?s up|how do you do|how have you been|nice to meet you|how is your day)(?: .*)?$",
    ),
    (
        "thanks",
        0.93,
        r"(?:thank you|thanks|thank u|thx|cheers|much appreciated|appreciate (?:it|that|your|you)|ta|grateful|you'?ve been (?:very |so |really )?(?:helpful|great|kind)|that'?s (?:very |so )?kind|many thanks)",
    ),
    ("thanks", -0.5, r"^(?:no|nope|nah) (?:thanks|thank you)$"),
    (
        "goodbye",
        0.95,
        r"(?:goodbye|good bye|bye|bye bye|see you|see ya|see you (?:then|soon|later|tonight|tomorrow)|talk to you later|take care|farewell|so long|have a (?:good|nice|great|lovely|wonderful) (?:day|one|night|evening|weekend|afternoon|rest)|good night|goodnight|ciao|cya|catch you later|hang(?:ing)? up(?: now)?|i'?ll let you go|i'?ve got to go|i have to go|gotta go)$",
    ),
    (
        "goodbye",
        0.85,
        r"(?:goodbye|good bye|bye|bye bye|have a (?:good|nice|great|lovely) (?:day|one|night|evening))(?: .*)?",
    ),
    (
        "goodbye",
        0.75,
        r"^(?:no |nope |ok |okay |alright |great |perfect |and )*(?:that'?s (?:all|it|everything)|that is (?:all|it|everything)|that'?ll be (?:all|it)|that will be (?:all|it)|nothing else|i'?m (?:all set|done|finished|good)|we'?re (?:all set|done|good)|all done|i think that'?s (?:all|it|everything))(?: (?:for now|for today|thanks|thank you|i need|i needed|then|bye))*$",
    ),
    # questions
    (
        "question",
        0.7,
        r"^(?:um |uh |so |and |oh |hi |hello |hey |yes |yeah |ok |okay |but |also |well |actually |quick question |excuse me |just |sorry |no )*(?:what|where|when|how|which|who|why|whose|what'?s|where'?s|when'?s|how'?s|who'?s)(?: .*)?$",
    ),
    (
        "question",
        0.55,
        r"^(?:um |uh |so |and |oh |hi |hello |hey |ok |okay |but |also |well |actually |sorry )*(?:do|does|did|is|are|was|were|have|has|can|could|will|would|should|may)(?: you| there| it| the| your| i| we| they| that| this| any)(?: .*)?$",
    ),
    (
        "question",
        0.75,
        r"(?:do you|does it|does the|does your|do the|do they|is there|are there|is it|is the|are the|are you|is your|are your|have you got|can i bring|can we bring|can i pay|can you tell me|could you tell me|tell me|i'?d like to know|i want to know|i was wondering|i wonder|wondering (?:if|what|how|whether)|any idea|i have a question|i had a question|got a question|question about|may i ask|can i ask|what about|how about the|how much|how many|how long|how far|how late|what time do|what time are|what kind|what sort|what type|what are|what is|what'?s)(?: .*)?",
    ),
    ("question", 0.5, r"^.* \?$"),
    (
        "question",
        -0.75,
        r"(?:do|would|have) you (?:have|got) (?:a |any |an )?(?:free |open )?(?:table|tables|availability|space|room|spots?|slots?|openings?|seats|appointments?)(?: .*)?",
    ),
    (
        "question",
        -0.8,
        r"^(?:(?:hi|hello|hey|um|uh|so|ok|yes|good (?:morning|evening|afternoon)) )*(?:can|could|may|would) (?:i|we|you)(?: please| possibly)? (?:book|reserve|make|get|have|schedule|cancel|change|move|reschedule|speak|talk|put|transfer|repeat|say|call|leave|take|add|do|switch|set|push|please|modify|update|come|squeeze|fit)(?: .*)?$",
    ),
    (
        "question",
        -0.8,
        r"^(?:what|sorry what|what was that|what did you say|pardon|what'?s that|how are you|how'?s it going|what'?s up|what about (?:at )?\w+(?: \w+)?|how about (?:at )?\w+(?: \w+)?|why not)$",
    ),
    ("question", -0.6, r"^(?:can|could) (?:i|we) (?:come|do|make it)(?: .*)?$"),
    (
        "change_language",
        0.93,
        r"(?:change|switch|set|adjust|alter|swap|convert)(?: \w+){0,5} (?:languages?|to (?:english|spanish|espanol|punjabi|panjabi|hindi|french|german|italian|chinese|mandarin|greek|dutch|portuguese|arabic|russian|korean|japanese|vietnamese|tagalog))(?: .*)?",
    ),
    (
        "deny",
        0.85,
        r"^(?:no |sorry |thanks |but |oh |i think |well )*(?:that|it|this|what you (?:just )?said|the information)?(?: (?:is|was|'?s|turns out to be|seems))?(?: (?:not|actually|completely|totally|overwhelmingly|simply|just|quite))*(?: (?:false|untrue|wrong|incorrect|inaccurate|not true|not right|not correct|not the case|true$))$",
    ),
    ("deny", 0.7, r"(?:isn'?t|is not|was not|wasn'?t|not) (?:\w+ )?(?:true|right|correct|accurate|the case)(?: .*)?"),
    (
        "affirm",
        0.85,
        r"^(?:yeap|yes|yeah|that|it|this|well|oh)?(?: (?:is|was|'?s|statement|sounds))*(?: (?:totally|very|really|quite|absolutely|completely|pretty))*(?: (?:true|accurate|right|correct))(?: .*)?$",
    ),
    ("affirm", 0.8, r"^(?:yeap|yess|yup|ye|aye)(?: .*)?$"),
    (
        "repeat",
        0.85,
        r"(?:clarify|elaborate|rephrase|run that by me|explain (?:that|it|again|this|further|more)|once again|once more|try again|retry|(?:do not|don'?t|did not) (?:get|follow) (?:it|that|the|what|you)|not (?:quite )?catch|be clearer|more clear|wasn'?t clear|was not clear|repeated)(?: .*)?",
    ),
    ("thanks", 0.85, r"(?:thankful|gratitude|appreciated?|appreciate|owe you one|blessing)(?: .*)?"),
    (
        "check_booking",
        0.8,
        r"(?:confirm|verify|check|make sure)(?: \w+){0,5} (?:booking|reservation|appointment)s?(?: .*)?",
    ),
    ("goodbye", 0.6, r"(?:that'?s all (?:i (?:need|needed|wanted)|for (?:now|today))|nothing else thanks?)(?: .*)?"),
    ("goodbye", 0.9, r"^(?:laters?|later then)$"),
    (
        "cancel_booking",
        0.85,
        r"(?:remove|abandon|trash|get rid of|withdraw|undo|void|forget about) (?:\w+ ){0,4}(?:booking|reservation|appointment)(?: .*)?",
    ),
    (
        "cancel_booking",
        0.8,
        r"(?:booking|reservation|appointment|table)(?: \w+){0,4} (?:no longer needed|not needed|not required|not necessary)(?: .*)?",
    ),
    (
        "greeting",
        0.9,
        r"(?:how are you|how'?s it going|how are things|how is everything|how have you been|are you doing (?:well|ok|okay|good)|what'?s up)(?: \w+){0,4}$",
    ),
    (
        "question",
        -0.7,
        r"(?:how are you|how'?s it going|how are things|how is everything|how have you been|are you doing (?:well|ok|okay|good)|what'?s up)(?: \w+){0,4}$",
    ),
    (
        "goodbye",
        0.75,
        r"(?:(?:nice|good|great|pleasure) (?:talking|chatting|speaking|to talk|to chat|to speak) (?:to|with) you|i (?:need|have|'ve got) to go(?: now)?|see you later|good talk)(?: \w+)?$",
    ),
    (
        "second_question",
        0.9,
        r"(?:and|also|but|plus|oh) (?:also )?(?:do|does|is|are|can|could|what|where|how|when|which|will|have)(?: .*)?",
    ),
    # dining elsewhere, weather, music: not ours
    (
        "out_of_scope",
        0.85,
        r"(?:weather|forecast|play (?:some )?(?:music|song|me)|tell me a joke|joke|what'?s the capital|stock price|bitcoin|traffic|flip a coin|roll (?:a )?dice|set (?:an |a )?(?:alarm|timer|reminder)|remind me|turn (?:on|off|up|down)|translate|define|definition of|how do you spell|who won|the score|news|horoscope|taxi|uber|flight|flights|train ticket|my (?:bank|credit card|insurance claim|car|tire|tires|taxes|pin|balance)|credit score|bank account|paycheck|shopping list|to ?do list|recipe for|exchange rate|convert|calculate|square root|plus \w+ equals|president|meaning of life|extended warranty|car'?s warranty|free cruise|special offer for you|google listing|business loan|energy bill|solar panels|are you interested in|calling about your (?:google|website|business|energy|car))(?: .*)?",
    ),
)

TOPICS = cues(
    (
        "robot",
        0.97,
        r"(?:are you|is this|am i (?:talking|speaking) (?:to|with)|you'?re|you are|you sound like|i'?m (?:talking|speaking) to|is it) (?:\w+ ){0,3}(?:robot|bot|machine|computer|human|real|ai|a\.i|artificial\w*|recording|automated|person|a i|chat ?bot|program|virtual|alive|software)(?: .*)?",
    ),
    (
        "robot",
        0.9,
        r"^(?:so |and |sorry |hi |hello )*(?:who am i (?:speaking|talking) (?:to|with)|who is this|who'?s this|who are you|what is your name|what'?s your name)(?: \w+)?$",
    ),
    ("recording", 0.97, r"(?:record|recorded|recording|records|taping|taped|recordings)(?: .*)?"),
    (
        "hours",
        0.93,
        r"(?:what time|when|how late|until when|how early|till when)(?: \w+){0,5} (?:open|close|opens|closes|closing|opening|opened|closed|start serving|stop serving|serving|last orders?|kitchen)(?: .*)?",
    ),
    (
        "hours",
        0.92,
        r"(?:opening|business|open|operating|office|closing|working|store|kitchen|holiday) (?:hours|times|time)",
    ),
    ("hours", 0.9, r"(?:your|the|what) hours"),
    (
        "hours",
        0.88,
        r"(?:are you|are you guys|is it|you|is the \w+|still|they|be) (?:still |also |even |guys )?(?:open|closed|closing|opening)(?: .*)?",
    ),
    (
        "hours",
        0.7,
        r"(?:how late|last (?:seating|orders?)|open (?:on|for|late|until|till|today|tomorrow|tonight|now))(?: .*)?",
    ),
    (
        "hours",
        0.89,
        r"(?:do|are|will) you (?:guys )?(?:close|open|(?:do|doing|serve|serving|have|having) (?:lunch|breakfast|brunch|dinner|supper) (?:on|tonight|today|tomorrow|this|at|over|during|every)|do (?:lunch|breakfast|brunch)|serve (?:lunch|breakfast|brunch|dinner))(?: .*)?",
    ),
    (
        "address",
        0.93,
        r"(?:where (?:are you|is it|is the (?:restaurant|salon|clinic|office|place)|exactly|abouts|do i go|can i find)|where'?s (?:the|your)(?! web)|your address|the address|what address|location|located|directions|how do i get (?:there|to you)|how to get there|how can i get (?:there|to)|which street|what street|cross street|find you|get to you|near(?:est)? (?:the )?(?:station|subway|bart|metro|bus))(?: .*)?",
    ),
    ("parking", 0.95, r"(?:park|parking|parked|garage|valet|car park)(?: .*)?"),
    (
        "price",
        0.92,
        r"(?:how much(?! (?:later|earlier|longer))|price|prices|pricing|cost|costs|expensive|fee|fees|(?<!in )charge|charges|rate|rates|what do you charge|how expensive|cheap\w*)(?: .*)?",
    ),
    (
        "cancellation",
        0.94,
        r"(?:cancellation (?:policy|fee|charge)|(?:if|can) (?:i|we) (?:need to |have to )?cancel (?:for free|later|last minute|without|any ?time|if)|if (?:i|we) (?:need to |have to )?cancel|charge\w* (?:me )?(?:for|if i) (?:cancel|no show)\w*|late cancell?ation|no show fee)(?: .*)?",
    ),
    ("deposit", 0.94, r"(?:deposit|prepay|pay in advance|pay upfront|credit card to (?:hold|book|reserve))(?: .*)?"),
    (
        "allergens",
        0.94,
        r"(?:allerg\w*|contains?|intoleran\w*|nut free|traces of|anaphyla\w*|celiac|coeliac|cross contamination|(?:have|has|any|there|with|without|is there|are there) (?:any |some )?(?:nuts?|peanuts?|dairy|gluten|sesame|shellfish|eggs?|soy|milk|wheat|mustard|lactose)(?: .*)?|(?:gluten|dairy|lactose|nut|peanut|egg|soy) free)(?: .*)?",
    ),
    (
        "diet",
        0.92,
        r"(?:vegan|vegetarian|veggie|halal|kosher|plant based|jain|pescatarian|meat free|keto|low carb|diabetic|dietary)(?: .*)?",
    ),
    (
        "menu",
        0.9,
        r"(?:(?<!kids )(?<!kid's )(?<!children's )(?<!childrens )menu|dish|dishes|specials?|dessert|desserts|starters?|appetizers?|mains?|entrees?|wine list|drinks|what (?:kind|sort|type) of food|cuisine|what do you (?:serve|have to eat)|what (?:food|can i eat)|spicy|(?<!what time would you )(?<!what time do you )(?<!which day would you )(?<!what day would you )recommend|popular|chef'?s|ingredients?|portion|taste|vegetables)(?: .*)?",
    ),
    (
        "services",
        0.85,
        r"(?:what (?:services|treatments)|which services|services (?:do|you)|do you (?:do|offer|provide|cut|color|colour|treat|give))(?: .*)?",
    ),
    (
        "staff",
        0.85,
        r"(?:which (?:doctor|doctors|stylist|stylists)|who (?:is|are) (?:the|your) (?:doctor|doctors|stylist|stylists|chef)|female doctor|male doctor|who (?:works|cuts|does)|is (?:dr|doctor|nurse) \w+ (?:in|there|working|available))(?: .*)?",
    ),
    ("duration", 0.85, r"^(?:and |ok |okay |so |but |oh )*how long(?: then| again| roughly| about)?$"),
    ("duration", 0.85, r"(?:how long (?:does|do|is|will|would|can|for)|how much time)(?: .*)?"),
    (
        "payment",
        0.9,
        r"(?:credit cards?|debit|apple pay|google pay|cash|pay (?:with|by|on)|payment|do you (?:take|accept) (?:cards?|visa|amex|mastercard|american express)|amex|split the bill)(?: .*)?",
    ),
    (
        "name",
        0.8,
        r"(?:what'?s your name|what is your name|who am i (?:talking|speaking) (?:to|with)|who is this|who are you|your name)(?: .*)?",
    ),
    ("phone", 0.85, r"(?:your (?:phone|telephone|number|phone number)|what number|call you back on)(?: .*)?"),
    (
        "datetime",
        0.75,
        r"(?:what time is it|what'?s the time|what day is (?:it|today)|today'?s date|what'?s the date|what date is)(?: .*)?",
    ),
    (
        "capabilities",
        0.9,
        r"(?:what can (?:you|i) (?:do|ask|help)|how can you help|what do you do|help me with|what are you able)(?: .*)?",
    ),
)
