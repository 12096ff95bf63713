# Chuanmen in English.
# **this** is bold; " · " is drawn as a dot.

app-name = Chuanmen
mark = 串门
window-title = { $screen } · Chuanmen
loading = Opening
back = Back
try-again = Try again
undo = Undo
undone = Undone
undo-too-late = It is delivered already. Record it again to change it.
waiting = Waiting
not-sent-yet = Not delivered yet
main-navigation = Main
badge-count = { $count } to do

tab-today = Today
tab-places = Visits
tab-needs = Needs
tab-wishes = Wishes
tab-tasks = Tasks
tab-me = Me
tab-conflicts = Conflicts
tab-overview = Overview
tab-reports = Reports

update-ready = A newer version is here. What is not sent stays.
update-now = Switch

elsewhere = Chuanmen is open in another window
elsewhere-handed-over = Chuanmen moved to another window
elsewhere-why = Everything is kept. Two windows would write over each other, so one is open at a time.
use-here = Use it here

not-found-title = No such page
not-found = Nothing at /{ $address }
not-found-advice = The address may be mistyped, or the household is no longer on this device.
go-today = Go to Today
go-overview = Go to the overview
go-subdistrict = Go to the subdistrict
not-yours = This page is not for this account

## Dates and times

weekday-1 = Mon
weekday-2 = Tue
weekday-3 = Wed
weekday-4 = Thu
weekday-5 = Fri
weekday-6 = Sat
weekday-7 = Sun
month-1 = Jan
month-2 = Feb
month-3 = Mar
month-4 = Apr
month-5 = May
month-6 = Jun
month-7 = Jul
month-8 = Aug
month-9 = Sep
month-10 = Oct
month-11 = Nov
month-12 = Dec
date = { $day } { $month }
date-year = { $day } { $month } { $year }
moment-today = today { $time }
moment-yesterday = yesterday { $time }
moment-day = { $day } { $time }
due-today = due today
due-tomorrow = by tomorrow
due-by = by { $day }
due-by-day = by the { $day }.
days-left = { $days ->
    [one] { $days } day left
   *[other] { $days } days left
 }

## Doors

state-late = { $days ->
    [one] { $days } day late
   *[other] { $days } days late
 }
need-late = { $days ->
    [one] { $days } day late
   *[other] { $days } days late
 }
state-nobody = nobody home
state-done = visited
state-vacant = vacant
cell-late = { $days } d late
cell-late-long = { $days } d late
cell-today = today
cell-nobody = nobody
floor = **{ $floor }**/F
board-label = Floors and rooms
board-same-climb = same climb
board-stops = { $count } doors
legend = Legend
legend-due = due this month
legend-late = late
seal-care = 关
care-household = care household

tried-morning = Nobody home in the morning
tried-afternoon = Nobody home in the afternoon
tried-evening = Nobody home in the evening
retry-morning = try a morning
retry-afternoon = try an afternoon
retry-evening = try after 18:00
retry-weekend = try a weekend
retry-other = try another hour
try-again-when = { $tried }; { $again }

## Sync

sync-delivered = **{ $count }** delivered
sync-waiting = { $count } waiting
sync-refused = { $count } refused
sync-offline = offline, kept here
sync-no-network = offline
sync-receiving = received **{ $received }** / { $total }

## People and households

housing-own = owner
housing-rent = rented
housing-shared = shared
housing-vacant = vacant
housing-other = other housing
relation-head = head
relation-spouse = spouse
relation-child = child
relation-child-in-law = child-in-law
relation-grandchild = grandchild
relation-parent = parent
relation-sibling = sibling
relation-tenant = tenant
relation-other = other
role-grid-member = grid member
role-informant = informant
role-building-chief = building chief
role-volunteer = volunteer
role-party = party
role-community = community
role-subdistrict = subdistrict
role-other = other role
sex-male = male
sex-female = female
sex-other = other
age = age { $age }
sex-age = { $sex }, { $age }

outcome-met = Met
outcome-nobody = Nobody home
outcome-refused = Refused
outcome-moved = Moved away
outcome-other = Visit
visit-met-attention = { $count ->
    [one] Met, { $count } change
   *[other] Met, { $count } changes
 }
visit-met-unchanged = Met, no change

## Needs and wishes

party-branch = Party branch
party-property = Property company
party-owners = Owners' committee
party-grid-unit = Grid unit
party-community = Community
party-department = Department
party-named = { $party } ({ $name })
which-department = Which department
which-department-example = City management, power supply
party-other = Other
seal-branch = 党
seal-property = 物
seal-owners = 业
seal-grid-unit = 网
seal-community = 社
seal-department = 外
seal-other = 他
need-recorded = Recorded
need-accepted = Accepted
need-dispatched = Dispatched
need-in-progress = In progress
need-returned = Returned
need-resolved = Resolved
need-confirmed = Confirmed
need-reopened = Reopened
need-merged = Merged
need-withdrawn = Withdrawn
need-other = Other state
need-recorded-next = Recorded; the community accepts it next
need-dispatched-to = Given to { $party }
need-in-progress-at = { $party } works on it
need-returned-by = Returned by { $party }
need-resolved-next = Resolved; the resident confirms it next
need-latest = by { $day }
wish-goods = goods
wish-service = service
wish-other-kind = other
wish-collected = Recorded; the community verifies it next
wish-verified = Verified; to be published
wish-published = Open to claim
wish-claimed = Claimed
wish-claimed-by = Claimed by { $name }
wish-fulfilled = Delivered
wish-fulfilled-by = Delivered by { $name }
wish-confirmed = Come true
wish-rejected = Not accepted
wish-withdrawn = Withdrawn
wish-other-state = Other state
wish-number = wish { $number }
wish-ask = ask { $name } whether it suits

## When something fails

error-code = Code { $code }
error-kept = What was saved is kept, what you typed is still here.
kept-only = What was saved is kept.
error-not-enrolled = This device is not enrolled yet.
error-not-found = This is no longer on this device.
error-step = Somebody has just taken a step here; this one no longer follows.
error-disk-full = The device is full; this was not saved.
error-storage = The database on this device could not be written; this was not saved.
error-offline = The community's server cannot be reached.
error-elsewhere = Chuanmen is open in another window.
error-gone = Chuanmen's engine has stopped.
advice-enrol = Ask the community for a new code.
advice-correct = Correct it and save again.
advice-back = Go back one page.
advice-look-again = Look at what is new, then decide.
advice-free-space = Connect to deliver what waits, or free some space, then save again.
advice-reopen = Close and open it, then try again.
advice-network = Look at the network and try again.
advice-take-over = Tap "Use it here".
advice-new-code = Check it, or ask the community for another.
advice-login = Check them and try again.
advice-ask-community = Ask the community.
advice-update = Update Chuanmen first.
advice-wait = Try again in some minutes.
advice-anew = Go back and start again.
hub-code-invalid = This code is wrong, used or expired.
hub-login-invalid = Login and password do not fit.
hub-revoked = This device was revoked and cannot deliver any more.
hub-unauthorized = The server does not know this device any more.
hub-not-granted = This is not within your grant.
hub-version = Chuanmen is too old for the server.
hub-too-many = Too many tries.
hub-too-large = Too large to deliver.
hub-failing = Something is wrong at the server.
hub-other = The server did not take it.
hub-not-found = The server no longer has it; it may have expired.
hub-own-grant = Nobody takes from themselves the grant by which they supervise.
advice-own-grant = Ask another supervisor of the community to do it.
hub-import-busy = Another list is being imported.
problem-empty = Fill this in.
problem-too-long = Too long; shorten it.
problem-check-digit = One digit of the ID number is wrong.
problem-birth-date = The birth date in the ID number does not exist.
problem-form = The form is wrong.
problem-phone = The telephone has too few or too many digits.
problem-future = That day is still to come.
problem-past = That day is past; choose another.
problem-other = This is not right.

## Needs and wishes: lists, timelines, next steps

group-all = All
only-show = Show only
nothing-found = Nothing found. Try another word.
choose-door = Choose a door
close = Close
save = Save
needs-title = Needs
needs-find = Find by text, category or door
needs-count = { $count ->
    [one] 1 need
   *[other] { $count } needs
}
needs-empty = No needs yet.
needs-empty-next = Record what you hear at a door, on that household.
needs-group-confirm = For the resident to confirm
needs-group-again = Returned or reopened
needs-group-accept = To be accepted
needs-group-working = In progress
needs-group-closed = Closed
need-title = Need
need-line = Need · { $category }
need-by = raised by { $room } { $name }
need-waits = Kept on this device; sent when there is a network.
need-progress = How far it is
due-at-latest = Due
recorded-at = Recorded
progress-words = Step { $reached } of { $all }
step-recorded = Recorded
step-accepted = Accepted
step-dispatched = Assigned
step-working = Working
step-resolved = Resolved
step-confirmed = Confirmed
five-parties = Five parties
held-by = now with { $party }
part-returned = returned it
part-took = took part
part-none = not involved
timeline = What happened
newest-first = newest first
recorded = Recorded
dispatched-to = Assigned to { $party }
said = { $by }: { $what }
merged-into = Merged into: { $need }
need-merged-into = Merged into
need-merged-here = Merged into this one
merge-takes-both = The one that is kept becomes urgent, due by { $day }.
merge-takes-day = The one that is kept is now due by { $day }.
merge-takes-urgency = The one that is kept becomes urgent.
need-taken-back = Restored: open again
void-claimed = No effect: { $by } claimed it first
void-with = No effect: it was already with { $party } by then
void-does-not-follow = No effect: it had moved on by then
void-unknown = This version does not know this step
seal-grid = G
seal-subdistrict = S
seal-volunteer = V
seal-chief = B
need-step-accept = Accept
need-step-dispatch = Assign
need-step-start = Take on
need-step-progress = Add progress
need-step-remind = Remind
need-step-return = Return
need-step-resolve = Resolve
need-step-confirm = Resident confirms
need-step-reopen = Not done: reopen
need-step-merge = Merge into another
need-step-unmerge = Merged by mistake: take it out
need-step-unwithdraw = Withdrawn by mistake: restore
need-step-withdraw = Withdraw
wish-step-verify = Verify
wish-step-publish = Publish
wish-step-claim = Claim
wish-step-give-back = Give back
wish-step-fulfil = Delivered
wish-step-confirm = As wished
wish-step-fall-short = Not quite
wish-step-reject = Reject
wish-step-withdraw = Withdraw
step-other = Other ({ $word })
step-saved = Saved: { $step }
step-note = A word about it (optional)
step-note-told = The party reads it too.
step-note-read = Read by this party too: { $party }.
step-note-required = Say what it is
step-choose-need = Choose the need first
into-which = Into which need
step-choose-party = Choose to whom
step-choose-satisfaction = Choose how content
step-type-number = Type the number
step-type-note = Write it down first
to-whom = To whom
satisfaction = How content the resident is
satisfaction-1 = Very discontent
satisfaction-2 = Discontent
satisfaction-3 = So-so
satisfaction-4 = Content
satisfaction-5 = Very content
wish-number-taken = Another wish has this number.
wish-number-field = Number
wishes-title = Micro-wishes
wishes-count = { $count ->
    [one] 1 wish
   *[other] { $count } wishes
}
wishes-empty = No wishes yet.
wishes-empty-next = Record what you hear at a door, on that household.
wishes-group-confirm = To be confirmed
wishes-group-claimed = Claimed
wishes-group-open = Open to claim
wishes-group-verify = To be verified
wishes-group-closed = Closed
wishes-aside-confirm = { $count }, ask whether it suits
wishes-aside-claimed = { $count }, given back when they expire
wish-title = Micro-wish
wish-line = Micro-wish · { $kind }
wish-line-number = Micro-wish { $number } · { $kind }
wish-stand = How it stands
wish-waits = Kept on this device; sent when there is a network.
wish-confirmed-said = As wished: saved
wish-short-said = Not quite: saved
needed = needed { $day }
claim-left-hours = { $hours } h left of the claim
claim-left-day = 1 day { $hours } h left of the claim
claim-left-days = { $days } days left of the claim
claim-until = until { $time }

## The board: for those who fulfil wishes

postings-title = Wishes
postings-empty = No wish can be claimed now.
postings-empty-next = New ones appear here by themselves once there is a network.
postings-group-mine = Claimed by me
postings-group-missed = Too late
postings-group-taken = Claimed by others
posting-grid = Grid { $grid }
posting-asked = Noted; it counts once there is a network.
posting-fulfilled = Delivered; the resident's word is awaited.
posting-withdrawn = This wish was taken back. Thank you.
posting-gone = This wish is settled already. Thank you; look at another?
posting-late = { $by } has just claimed this wish. Thank you; look at another?
posting-confirmed = The resident says: { $grade }. Thank you.
posting-thanks = The resident has it. Thank you.
posting-stand-asked = Waits for a network
posting-stand-mine = Claimed by me
posting-secret = Whose wish it is and where they live is told once the claim counts.
posting-there = Where to go
posting-there-until = Shown while the claim lasts; gone when it ends or is given back.

## A party's tasks

tasks-title = Dispatched to us
tasks-todo = To begin
tasks-working = Under way
tasks-answered = Answered
tasks-empty = Nothing is dispatched to you now
tasks-empty-next = Once the community dispatches something, the next sync brings it.
task-title = Task
task-stands = Now
task-start = Take it on
task-return = Return (not ours)
task-elsewhere = In other hands
task-reminded = { $count ->
    [one] reminded once
   *[other] reminded { $count } times
}
task-there-until = The door and whom to ask for show while you have it; they are gone once you answer.
dispatch-contact = Tell whom to ask for, and their telephone
dispatch-contact-what = Only where the work needs it; it is taken back when the work is done.
posting-take-back = Do not claim it
step-type-text = Write the words for everybody first
wish-public-text = Words for everybody
wish-public-hint = No names, addresses or telephone numbers.

## Needs of a building, raised by its chief

common-title = Report for the building
common-raise = Report for the building
common-what = What the building shares: stairs, lift, pipes, drains. The grid member and the community see it, and each step shows here.
common-building = Which building
common-need = The building's
common-nowhere = No building is assigned to you yet.
common-nowhere-next = Ask the community to assign yours.

## The resident's word: the phone in their hand

word-title = The resident's word
word-hand-over = Hand the phone over
word-or = What the resident said by telephone goes below.
word-need = How well was this done?
word-wish = Is the wish fulfilled as you hoped?
word-choose = Tap a face first
word-done = That is all
word-note = Anything else (optional)
word-go-on = Go on with it or not
word-go-on-need = Not done yet, go on
word-go-on-wish = Not quite yet, go on
word-enough = Leave it at that
word-thanks = Thank you, noted.
word-thanks-next = Please give the phone back.
word-hand-back = Give the phone back
word-saved = The resident's word is noted

## Me

belongs = { $role } · { $community } { $grid }
receipt = Receipt
receipt-delivered = { $count } delivered
receipt-waiting = { $count } waiting
receipt-refused = { $count } returned
sync-now = Send now
sync-moving = Sending
sync-done = All square, nothing missing.
sync-receiving-words = { $received } received, { $remaining } to come
sync-square = All square at { $time }
sync-last = Last square at { $time }
sync-never = Never synchronised yet
sync-offline-since = No network, kept here; last square at { $time }
sync-offline-never = No network, kept here; sent by itself later
sync-failing = The hub did not take it ({ $code }); kept, and sent again soon
waits-here = Kept on this device until there is a network
had-no-effect = Delivered, without effect: somebody was first
delivered-at = Delivered { $time }
delivered-elsewhere = Delivered { $time }: the household has moved to another grid, and this went there
refused-kept = { $why } Nothing is lost.
send-again = Send again
saved-visit = Visit { $place }
saved-needs = { $count ->
    [one] 1 need
   *[other] { $count } needs
}
saved-wishes = { $count ->
    [one] 1 wish
   *[other] { $count } wishes
}
saved-edits = Data of { $place } { $who }
saved-step = { $step }: { $what }
saved-something = A record
refused-not-granted = Returned: this household is no longer this account's.
refused-read-only = Returned: this account may only read.
refused-clock = Returned: the clock of this device is wrong.
refused-immutable = Returned: a saved visit cannot be changed; record it anew.
refused-value = Returned: something in it is wrong.
refused-too-large = Returned: it is too long.
refused-step = Returned: this account may not take this step.
refused-subject = Returned: it is not there any more.
refused-in-use = Refused: there is something in that area again or somebody answers for it, and it stays.
refused-moved = Sent back: one of the households has moved to another grid; save them apart.
refused-erased = Sent back: this was erased on request.
refused-target-not-open = Returned: the need it was to be merged into was merged, resolved or withdrawn at another desk. Please look again and choose another.
refused-copied = Returned: this device looks like a copy; enrol it anew.
refused-other = Returned.
standing-revoked = This phone was revoked. What is unsent goes to the community to look through; then everything here is removed.
standing-revoked-next = To go on, ask the community for a new code.
standing-upgrade = This app is too old for the hub. What is unsent is kept.
standing-upgrade-next = Connect and take the new version.
draft-of = Visit { $place }
storage = Storage
storage-used = { $size } used
looks = How it looks
text-size = Text size
text-std = Std
text-big = Big
text-huge = Huge
theme = Colours
theme-sunlight-what = Sunlight: black on white, for noon
theme-system = System
theme-light = Light
theme-dark = Dark
theme-sunlight = Sun
language = Language
about = Chuanmen { $version } · only this account's data is on this device

## Disagreements

conflicts-title = Disagreements
conflicts-count = { $count } to settle
conflicts-none = None
conflicts-empty = Nobody disagrees.
conflicts-empty-next = When two people write different things, both are kept here.
conflicts-what = Two people wrote different things. Both are kept; choose one.
conflict-about = { $place } { $who }: { $field }
conflict-shown = { $value } (shown now)
conflict-mine = Me
conflict-nothing = (empty)
conflict-third = Neither: type another
conflict-choose = Choose one first
conflict-settle = Use this
conflict-settled = Settled
open-household = Open the household
field-name = Name
field-phone = Phone
field-identity = ID number and birth date
field-note = Note
field-place = Address
field-housing = Housing
field-sex = Sex
field-relation = Relation to the head
field-ethnicity = Ethnicity
field-family-doctor = Family doctor
field-party-member = Party member
field-household = Household
field-deleted = Deleted
field-care-tag = Care tag
field-text = Text
field-category = category
field-urgency = urgency
field-due-on = deadline
field-kind = kind
field-needed-by = needed by
field-other = A field

value-deleted = delete
value-yes = yes

## Overview and reports

overview-all-grids = See all grids
overview-title = Overview
overview-at = as of { $time }
overview-stale = No network; this is of { $time }
overview-open = { " " }needs open,
overview-overdue = { " " }overdue;
overview-for-community = { $count } for the community to follow up;
overview-for-subdistrict = { $count } for the subdistrict to know;
overview-unseen = { " " }care households not seen this month;
overview-claimable = { " " }wishes open to claim.
overview-categories = Open needs by how long they wait
overview-parties = In whose hands
overview-wishes = Micro-wishes
overview-expiring = { $count } claims expire within two days
overview-care = Care households not seen this month
overview-care-sub = unseen / due, each counted once; darker is more
overview-care-list = The list
overview-care-caption = Households not seen yet and due, by grid and care tag
overview-care-caption-above = Households not seen yet and due, by community and care tag
overview-weeks = Raised and resolved by week
overview-weeks-sub = the last 12 weeks
overview-all = Total
overview-grids = Open needs by grid
overview-communities = Open needs by community
overview-coverage = Care households met by week
overview-days = Days to resolve
overview-grades = Grades by residents
grid = Grid
community = Community
grid-none = in no grid
care-unseen-words = { $count } unseen
care-due-words = { $count } due
unseen = Unseen
due-to-be-met = Due
share-met = Met %
median-days = Half took at most (days)
days = days
rated = Graded
grade-mean = Mean grade
plot-svg = { $title } as an SVG picture
plot-png = { $title } as a PNG picture
reports-show-all = Show all, not only these
total = Total
age-3 = up to 3 days
age-7 = 4–7 days
age-8 = 8 days or more
overdue = overdue
overdue-count = { $count } overdue
in-time = in time
category = Category
party = Party
state = State
count = Count
week-from = Monday
week-running = not over
week-not-over = { $monday } (not over)
raised = Raised
resolved = Resolved
wish-confirmed-month = Confirmed this month
month-year = { $month } { $year }
panel-as-table = As a table
panel-as-chart = As a chart
filter-month = Month
filter-grid = Grid
filter-all-grids = All { $count } grids
print = Print
reports-title = Reports
reports-filter = Find in the table
reports-rows = { $shown } of { $all } rows
reports-empty = Nothing in this month.
report-needs = Needs
report-care = Care households unseen
report-register = Care household register
report-households = Households
report-residents = Residents
report-organisations = Organisations
report-wishes = Wishes
report-visits = Visits
report-duties = Who answers for what
report-hours = Volunteer hours
report-points = Points ledger
duties-gaps = { $count } without anybody who answers.
duties-gaps-only = Only these
export-mark = Exported by { $name }, { $time }
export-xlsx = Export XLSX
export-csv = Export CSV
export-kept = Kept in { $place }
export-failed = The file was not kept. Try again.

## Today

today-date = { $weekday } { $day }
today-load = **{ $doors }** doors, **{ $climbs }** climbs
today-coverage = Care households met this month: **{ $seen }** / { $total }
today-coverage-left = { $left } not yet met
today-coverage-label = Care households met this month: { $seen } of { $total }
today-done = All done for today.
today-done-needs = { $count ->
    [one] { $count } need waits for an answer.
   *[other] { $count } needs wait for an answer.
 }
today-done-places = Pick another household under Visits.
today-to-places = To Visits
today-needs = Needs to follow up
today-wishes = Wishes to ask about
count-needs = { $count }
count-wishes = { $count }
other-climbs = Other climbs
climb-whole = { $doors ->
    [one] { $doors } door
   *[other] { $doors } doors, one climb
 }
doors = { $count ->
    [one] { $count } household
   *[other] { $count } households
 }
doors-late = { $count } late
next-door = Next
next-door-go = Visit
first-sync-starting = Fetching the data of this grid.
first-sync-moving = Receiving the data of this grid. What has arrived can be used.
first-sync-offline = Offline; not everything has arrived. What has can be used, the rest follows.
first-sync-failing = The server gives no data for now; it is tried again soon. What has arrived can be used.
first-sync-progress = Received { $received } of { $total }
revoked = The community revoked this device. What is unsent goes to the community to look through; then everything here is removed. To go on, ask for a new code.
revoked-enrol = Enter a new code
upgrade-needed = Chuanmen is too old for the server. Everything is kept and recording goes on; after an update it is delivered by itself.

## Enrolment

enrol-title = Enrol this device
enrol-about = Once only. Afterwards it opens at once, with or without a network.
enrol-how = How to enrol
enrol-by-code = Code
enrol-by-password = Login and password
enrol-code = Enrolment code
enrol-code-hint = From the community; it works once.
enrol-code-filled = The code came with the address; it is filled in.
enrol-login = Login
enrol-password = Password
enrol-device = Name of this device
enrol-device-hint = The community knows it by this name.
enrol-hub = Address of the server
enrol-hub-hint = From the community, like https://hub.example
enrol-do = Enrol
enrol-busy = Enrolling
enrol-fill-code = Fill in the code first
enrol-fill-login = Fill in login and password first

## Visits

places-title = Visits
places-empty = No buildings on this device yet.
places-empty-advice = Wait for the first sync, or ask the community about your areas.
search-label = Find a room or a name
search-placeholder = Name, shop, zss, 3-2-501
search-nothing = Nothing for "{ $text }"
search-advice = Type a name, a shop, pinyin initials (zss) or a room (3-2-501).
search-count = Found: { $count } households, { $organisations } organisations
search-found = Found
list-separator = , { "" }
buildings = { $count ->
    [one] { $count } building
   *[other] { $count } buildings
 }
building = Building
building-due = { $count } to visit
building-empty = No households in this building yet.
unit = unit { $unit }
units = Units
unit-to-do = { $count } to visit
filter-label = Show only
filter-all = All { $count }
filter-due = To visit { $count }
filter-late = Late { $count }
filter-care = Care { $count }
filter-nobody = Nobody { $count }
climb-doors = One climb,
climb-from = , from floor { $floor }

## Household

household = Household
household-title = Household { $title }
household-due = due { $day }
household-edit = Change the residents' data
household-conflicts = Two people recorded different things. Both are kept; choose one.
household-settle = Choose
more = More
floor-plain = floor { $floor }
people = { $count ->
    [one] { $count } person
   *[other] { $count } people
 }
family-doctor-signed = family doctor
party-member = Party member
residents = Who lives here
residents-aside = Looking at full numbers is logged
residents-empty = Nobody is recorded yet.
reveal = Show ID number and telephone of { $name }; it is logged
call = Call { $name }
matters = Not finished
matters-needs = { $count ->
    [one] { $count } need
   *[other] { $count } needs
 }
matters-wishes = { $count ->
    [one] { $count } wish
   *[other] { $count } wishes
 }
visits = Last visits
visits-count = { $count } in all
visits-empty = No visit yet.
saved = Saved; it is delivered by itself.

## Visit form

visit = Visit
visit-start = Start the visit
visit-whose = { $room } { $name }
visit-leave = Leave for now; the draft is kept
draft-kept = Draft kept
visit-met-question = Did you meet somebody?
same = No change
same-about = Filled in as on { $day }
same-rest = No other change
same-rest-about = { $left } as on { $day }, { $changed } changed
same-first = All as usual
same-first-about = First visit; filled in as usual
same-first-rest = The rest as usual
same-first-rest-about = { $changed } to watch
checklist = { $count ->
    [one] { $count } thing to look at
   *[other] { $count } things to look at
 }
checklist-aside = Tap what changed
checklist-was = Last time: { $answer }
checklist-changed = { $name }: { $answer }
visit-note = Note
visit-note-example = Anything else
visit-when-again = When to come again
visit-refused-why = Why they refused
visit-refused-example = One line; may stay empty
visit-moved-where = Where they moved to
visit-moved-example = What the neighbours say; may stay empty
visit-save = Save the visit
visit-choose-first = Choose how it went first

## Recording a need or a wish

need = Need
need-add = Need
need-remove = Drop this need
need-text = What is asked for
need-text-example = For example: the light on floor 4 is out
need-category = Of what kind
need-urgency = How pressing
urgency-normal = Normal
urgency-urgent = Urgent
urgency-other = other
need-days = { $days ->
    [one] To be resolved within { $days } day
   *[other] To be resolved within { $days } days
 }
need-working-days = { $days ->
    [one] To be resolved within { $days } working day
   *[other] To be resolved within { $days } working days
 }
need-fill = Say what is asked for first
need-save = Record the need
wish = Wish
wish-add = Wish
wish-remove = Drop this wish
wish-text = What is wished for
wish-text-example = For example: reading glasses, 300 degrees
wish-kind = Goods or a service
wish-whose = Whose
wish-needed-by = Needed by (may stay empty)
wish-fill = Say what is wished for first
wish-save = Record the wish

## Changing data

edit = Change data
edit-whose = { $name }: change data
edit-leave = Leave without changing
edit-name = Name
edit-phone = Telephone
edit-citizen-id = ID number
edit-now = Now { $head }••••{ $tail }; leave empty to keep it
edit-none-yet = None yet; leave empty if there is none
edit-tags = Care tags
edit-family-doctor = Signed with a family doctor
edit-note = What a visitor should know
edit-save = Save changes
edit-nothing = Nothing changed yet

## Entering, moving out, merging

resident-add = Add a person
resident-add-to = Add a person to { $room }
resident-leave = Go back without adding
resident-fill = Write the name first
resident-save = Save this person
resident-relation = Relation to the head
resident-id-optional = Optional; it fills in birth date and sex
resident-says = Born { $day }, { $sex }
resident-born = Birth date
resident-sex = Sex
resident-ethnicity = Ethnicity (optional)
form-discard = Discard what is not saved
resident-gone = Moved away, or entered twice
resident-gone-save-first = Save the changes above first
move-out = Moved away
moved-out = { $name } is noted as moved away.
merge-with = Same person as { $name }
merged = Merged; { $name } stays.
twin = Perhaps entered before: { $name } of { $place }, { $why }.
twin-number = the same ID number
twin-name-and-birth = the same name and birth date
twin-similar-name = a similar name
twin-look = See { $name }

## Putting a visit right

correct = Put right
correct-whose = Put a visit right { $room }
correct-save = Save the correction

## Service handbook

guides = Service handbook
guides-search = Find a service
guides-placeholder = Name or initials gljt
guides-empty = The handbook is empty.
guides-empty-next = What the community puts in comes with the next sync.
guides-advice = Try another word, or pinyin initials.
guides-count = { $count ->
    [one] { $count } entry found
   *[other] { $count } entries found
}
guides-found = Found
guides-recent = Just looked at
guide-show = Show to resident
guide-show-end = Done, back
guide-summary = What it is
guide-eligibility = Who may have it
guide-papers = What to bring
guide-place = Where
guide-hours = When
guide-phone = Telephone
guide-call = Call { $phone }
guide-retired = The community has withdrawn this entry; ask at the window first.

## Carrying what was not sent

bundles = Carrying
bundle-export = Export what was not sent
bundle-export-hint = A sealed file for a colleague to carry; it cannot be undone afterwards
bundle-export-do = Export
bundle-exported = { $count } saves are in the file; give it to a colleague.
bundle-exported-to = { $count } saves are in { $place }; give it to a colleague.
bundle-exported-part = { $count } saves are in the file; { $left } more did not fit and stay here.
bundle-carry = Carry a colleague’s file
bundle-carry-hint = What a colleague without a network exported; sent when there is one
bundle-carry-do = Choose file
bundle-taken = Taken; sent when there is a network.
bundle-unreadable = This file cannot be read; choose it again.
carried-waiting = Waiting · taken { $time }
carried-delivered = Delivered: { $count } of { $who }
carried-delivered-some = Delivered: { $count } of { $who }; { $already } were there before
carried-delivered-refused = Delivered: { $count } of { $who }; { $already } were there before, { $refused } were refused
carried-drop = Remove
problem-bundle-nothing = There is nothing to export: all was sent.
problem-bundle-own = This device made this file and sends it itself.
problem-bundle-newer = A newer version made this file; update the app first.
problem-bundle-cut = This file is not whole; have it sent again.
problem-bundle-too-large = This file is too large to be one of ours.
problem-bundle-form = This is not a file of ours; choose another.
hub-bundle-unknown = No device of this hub made this file.
hub-bundle-broken = This file was changed on the way, or is broken.
hub-bundle-revoked = The device that made this file was revoked.
advice-bundle-again = Have your colleague export it again.

## PIN and lock

pin = PIN
pin-set = Set a PIN
pin-change = Change the PIN
pin-off = Use no PIN any more
pin-off-about = Chuanmen will open without a PIN, for whoever holds this device.
pin-about = Six digits; opens without a network. If forgotten, your login opens it online.
pin-old = Type the present PIN
pin-new = Type a new PIN
pin-again = Type it again
pin-easy = Too easy to guess; choose another.
pin-differ = The two differ; start again.
pin-choose = Choose a new PIN
pin-type = Type the six digits of the PIN
pin-typed = { $count } typed
pin-delete = Delete one digit
pin-busy = Opening
pin-wrong = { $count ->
    [one] The PIN is wrong; one try left
   *[other] The PIN is wrong; { $count } tries left
}
pin-wait = Too many wrong tries; again in { $minutes } min { $seconds } s
pin-forgot = Forgot the PIN: log in online
pin-back = Back to the PIN
pin-online = Log in online, with the account this device belongs to.
pin-online-only = Ten wrong tries: only an online login opens it. What was not sent is kept, encrypted.
pin-online-how = How to log in
pin-online-do = Log in and open
pin-online-busy = Logging in
locked = Chuanmen is locked
locked-kept = Everything is kept. Opening leads back to where you were.
lock-now = Lock now
lock-after = Locks itself after 5 minutes untouched

## Organisations

places-which = Compounds or organisations
places-compounds = Compounds
places-organisations = Organisations
organisations-empty = No organisations yet.
organisations-empty-advice = When you pass a shop, a school or a company, step in and note it here.
organisations-in = { $count } in all
organisations-found = Organisations found
organisations-elsewhere = Not in a compound
organisations-closed = Out of business
organisation = Organisation
organisation-add = Add an organisation
organisation-edit = Change its details
organisation-fill = Its name first
organisation-save = Save organisation
organisation-needs = { $count ->
    [one] 1 need
   *[other] { $count } needs
}
organisation-met = Visited { $day }
organisation-never-met = Not visited yet
organisation-closed = Closed
organisation-closed-about = Out of business. Its visits and needs are kept; if it opens again, change that in its details.
organisation-close = Out of business (all is kept, shown last)
organisation-name = Name
organisation-kind = What it is
organisation-building = Building
organisation-no-building = In no building (a market, a stall, a house of its own)
organisation-grid = Grid
organisation-choose-grid = Choose
organisation-address = Where exactly
organisation-address-example = Such as: ground floor, no. 3
organisation-contact = Contact
organisation-no-contact = No contact yet.
organisation-contact-name = Whom to ask for
organisation-contact-phone = Their telephone
organisation-contact-role = contact
organisation-somebody = Contact
organisation-phone = Telephone
organisation-phone-label = Telephone (on its sign)
organisation-employees = How many work there (optional)
organisation-no-needs = Nothing is open.
party-organisation = Has a party organisation
reveal-phone = Show { $name }'s telephone; this is logged
open-organisation = Open organisation
need-by-organisation = raised by { $name }
call-nobody = Not open
call-refused = Refused
call-moved = Moved, closed
call-note-example = What you saw, what was said
trade-shop = Shop
trade-restaurant = Restaurant
trade-lodging = Lodging
trade-company = Company
trade-school = School, kindergarten
trade-clinic = Hospital, clinic, pharmacy
trade-government = Government office
trade-property = Property company
trade-other = Other
field-contact = contact
field-employees = number of people
field-party-organisation = party organisation
field-closed = out of business

## The checklist: every sort of question, set by the community

tab-manage = Set up
manage-about = People, phones, the checklist and other catalogues
manage-people = People and phones
manage-people-about = Add people, enrol phones, revoke them
manage-work = What visits use
manage-checklist-about = What is asked at a door
manage-care-tags-about = Who has one is visited how often
manage-need-categories-about = What needs are about, and how soon they are resolved
manage-campaigns-about = One thing done door by door for a while
manage-handbook-about = What residents are told about a service

checklist-title = Visit checklist
checklist-required = Required
checklist-unusual = Usually { $low } to { $high }; look once more
checklist-missing = { $count ->
    [one] 1 question is still open
   *[other] { $count } questions are still open
}
number-less = { $name }, one less
number-more = { $name }, one more
problem-missing = This must be answered and never was.
problem-out-of-range = Only { $least } to { $most }.
problem-option = There is no such answer; choose another.
problem-number = A whole number, please.
problem-range = The number is out of range.
problem-day = There is no such day.
problem-order = It must be more than the one before.
problem-twice = This is there already.
problem-too-few = Two answers at least.
problem-too-many = Too many answers; 20 at most.
problem-circle = That question waits for this one; choose another.
visit-people = Residents have changed
visit-save-doors = Save { $count } visits
saved-doors = { $count } visits saved; they are delivered by themselves.
saved-visits = Visit { $place } and others, { $count } in all
saved-question = Checklist: { $name }
floor-together = Same floor, same result
floor-together-aside = Saved at once
floor-asks-first = { $question } must be answered first: record it alone
floor-alone = Record this one alone
checklist-what = Phones have a change with their next sync. Answers given stay.
checklist-read-only = The community sets the checklist; here it can only be read.
checklist-empty = There is no question yet.
checklist-empty-next = Add one; phones ask it after their next sync.
checklist-asked = { $count ->
    [one] 1 question asked
   *[other] { $count } questions asked
}
checklist-retired = { $count ->
    [one] 1 no longer asked
   *[other] { $count } no longer asked
}
question = A question
question-add = Add a question
question-edit = Change “{ $name }”
question-leave = Back to the list without saving
question-fill = Say what to ask first
question-save = Save the question
question-saved = Saved; phones have it with their next sync.
question-up = { $name }, up
question-down = { $name }, down
question-retire = Ask no longer
question-order = Its place
question-retire-what = Answers given stay; it can be restored.
question-restore = Restore
question-name = What to ask
question-name-example = A few words, like “Power and gas”
question-sort = How to answer
question-normal = The usual answer
question-normal-example = Safe
question-attention = The answer to look after
question-attention-example = A danger
question-option = Answer { $number }
question-option-add = One more answer
question-option-remove = Remove { $name }
question-option-attention = { $name } wants attention
question-attention-mark = Attention
question-unit = Unit
question-unit-example = kg; may be empty
question-min = Least taken
question-max = Most taken
question-low = Usual least
question-high = Usual most
question-usual-hint = Beyond, it warns and wants attention
question-whom = Which households
question-everybody = All
question-for = For { $tags }
question-in-campaigns = Only in campaigns
question-required = Required
question-required-what = A visit that meets somebody is not saved without
question-when = When to ask
question-when-aside = Or after another answer
question-always = Always
question-after = After { $name }: { $answers }
question-after-which = After which answer to “{ $name }”
question-preview = As a phone asks it
question-preview-aside = Try it
question-preview-empty = Say what to ask and how to answer; it shows here.
sort-words = One of two words
sort-one = One of several
sort-several = Any of several
sort-number = A number
sort-number-of = A number { $unit }
sort-date = A day
sort-text = A few words
sort-offers = { $sort }: { $offers }
sort-unknown = A sort of a newer version

## Practice

practice = Practise
practice-about = With invented people and doors; your records are not touched
practice-begin = Practise first
practice-banner = Practice: nothing is sent
practice-again = Start over
practice-leave = End practice
practice-receipt = This is practice: what says that it waits is never sent. It is gone when you end practice.

## Help and tour

help = Help
help-search = Search help
help-placeholder = For example: signal, PIN, correct
help-count = { $count ->
    [one] { $count } page found
   *[other] { $count } pages found
 }
help-nothing = Try another word, or browse the list.
help-no-page = There is no such help page.
help-unanswered = Not clear? Tell us
how-to = How to
how-to-cloud = What the cloud says
how-to-install = Install it
how-to-pin = Forgot the PIN?
tour = Chuanmen in three cards
tour-about = Those you saw on the first day
tour-step = Card { $number } of { $all }
tour-next = Next
tour-back = Back
tour-skip = Skip
tour-done = Got it
tour-today = It opens on today's doors
tour-today-says = Doors stand in the order of the stairs. Met and nothing new takes three taps: the door, No change, Save the visit.
tour-offline = No signal is fine
tour-offline-says = What you save is on the phone and goes to the community by itself. A tick in the cloud at the top right means that all is delivered.
tour-find = Find a door, note a need
tour-find-says = Under Visits, type a room, a name or pinyin initials. At the door, tap More to record a need or a wish.

## Feedback

feedback = Complaints and ideas
feedback-about = What does not work, what makes work harder? Say it plainly. Those who run Chuanmen answer here.
feedback-sort = This is
feedback-complaint = A complaint
feedback-idea = An idea
feedback-praise = Praise
feedback-text = What you want to say
feedback-contact = How to reach you (optional)
feedback-contact-hint = You are answered here either way
feedback-who = No name needed, but those who run Chuanmen can tell which account sent it. Colleagues and supervisors cannot see it.
feedback-sent-with = Sent along: { $about }
feedback-fill = Write it down first
feedback-send = Send
feedback-said = What you said
feedback-when = { $sort } · { $time }
feedback-waits = Kept on the phone, sent when there is a network
feedback-delivered = Delivered, not answered yet
feedback-answered = Answered
feedback-practice = Practice sends nothing. End practice to say it.

## About

about-title = About Chuanmen
about-version = Chuanmen { $version }
about-what = What this is
about-what-says = Call at a hundred doors, know, solve and warm. A grid member's notebook that works without a network.
about-where = Where the data are
about-where-says = On this phone, encrypted, only the grids you answer for; and on your community's server: { $hub }. Nowhere else.
about-no-hub = once you have enrolled
about-privacy = Privacy
about-privacy-says = Only what a visit needs. No location, no tracks, no address book, no third parties. ID numbers and telephones are masked; looking at them in full is noted.
about-privacy-more = Who sees what
about-rules = What it does not do
about-rules-says = No check-in, no ranking, no time-online, no forced photos. Nothing is typed twice.
about-licence = Open source inside
about-licence-says = Chuanmen itself is Apache-2.0. Screens: Dioxus (MIT or Apache-2.0). Data: SQLite (public domain) and SQLCipher (BSD-3). Compression: Zstandard (BSD-3). And many small Rust libraries, listed in the source.

## Drafts, sent back, room

drafts = Not finished
draft-correction = { $place }, correcting a visit
draft-newcomer = { $place }, somebody new
draft-resident = { $place }, data of { $who }
draft-measurement = { $place }, pressure or glucose of { $who }
draft-new-organisation = New organisation { $name }
draft-organisation = Data of { $name }
draft-call = Call at { $name }
draft-kept-at = Draft kept { $time }
draft-drop = Delete
draft-drop-which = Delete draft: { $draft }
draft-dropped = The draft is deleted.
problem-draft-open = Another form there is not finished. Save or delete it first, then come back to this one.
amend = Correct and resend
storage-free = { $size } free
storage-nearly-full = This phone is nearly full: room for about { $visits } more visits. Connect and sync first.
residents-empty-next = If you know who lives here, tap Add somebody.
reports-empty-next = Try another month, or wait until grid members record something.
today-nowhere = There are no doors for you on this phone yet.
today-nowhere-next = To visit, ask your community to grant you a grid. To help, look at the wishes.

## Round, evening list, days for a visit

round = Today's round
round-plan = Plan a round
round-plan-anew = Plan anew
round-plan-doors = Start: { $count ->
    [one] { $count } door
   *[other] { $count } doors
}
round-choose-first = Choose buildings first
round-which = Which doors
round-due = Only those due
round-all = Every door
round-building = { $due } due of { $doors }
round-units = Units of { $building }
round-progress = { $walked } / { $total } doors
round-progress-label = Called at { $walked } of { $total } doors of this round
round-stairs = { $walked } of { $total } doors
round-left-out = { $count } left out
round-next-at = Next: { $place }
round-done = This round is done.
round-done-advice = Where nobody was home, try again in the evening.
round-none = No round yet today.
round-none-advice = Choose buildings: you get their doors by floor, ticked off as you call.
round-end = End this round
round-skip = Not today
round-skip-label = { $room } not today
round-take = Go after all
round-take-label = { $room } go after all
round-skipped = Not today
round-walked = Called
round-left = On the round of { $day } you called at { $walked } doors, and did not get to { $left }.
round-go-on = Go on today
round-let-go = All right
climb-upward = Going up
climb-downward = Going down
climb-turn-up = Going down; tap to climb from the lowest floor up
climb-turn-down = Going up; tap to walk from the top floor down
floor-below = B**{ $floor }**
again-evening = Try again this evening
again-later = Try again
kind-days = Days for a visit
kind-days-more = { $count } more
birthday = { $name } turns { $age }
great-birthday = { $age } years
spring-festival = Spring Festival
double-ninth = Double Ninth
elders-count = { $count } aged 70 or over
today = Today
care-unseen = Care households not met this month
care-unseen-none = All care households were met this month.
care-elders = Homes of people aged 70 or over
care-elders-none = Nobody is 70 or over.
list-more = { $count } more, go on
search-recent = Opened lately
search-sign-phone = { $name }, telephone ends in { $tail }
search-sign-name = { $name } lives here

## Campaigns

campaigns = Campaigns
campaigns-empty = No campaigns yet.
campaigns-empty-make = Say its name, its days, the buildings and what to look at: grid members have it on their phones then.
campaigns-empty-wait = Once the community has made one, one sync brings it.
campaigns-running = Running
campaigns-planned = To come
campaigns-over = Over
campaign = Campaign
campaign-add = New campaign
campaign-edit = Change campaign
campaign-save = Save campaign
campaign-from = from { $day }
campaign-until = until { $day }
campaign-period = { $from } to { $to }
campaign-done = { $done } / { $total } households seen
campaign-left = { $count } left
campaign-next = Next: { $room } { $name }
campaign-not-yet = It has not begun.
campaign-is-over = It is over. What was seen is kept.
campaign-by-building = By building
campaign-no-doors = None of the buildings on this device is part of it.
campaign-name = Name
campaign-name-example = Such as: winter fire safety
campaign-about = Why, and what to say
campaign-whom = Only these households
campaign-text = Why, and what to say (optional)
campaign-first-day = First day
campaign-last-day = Last day
campaign-where = Which buildings
campaign-whole = Whole compound
campaign-chosen = { $count } chosen
campaign-chosen-of = { $count } / { $all } buildings
campaign-items = What else to look at
campaign-tags = Only these households (none: every one)
campaign-end = End it early
campaign-fill = Its name first
campaign-fill-days = Its days first
campaign-fill-buildings = Its buildings first
campaign-to-early = The last day must come after the first.

## Households: add, change, move, split, merge

care-since = { $tag }: since when
care-reason = Why (if you like)
home-add = Add a household
home-leave = Leave without adding
home-gaps = Rooms that the neighbours have and this floor lacks
home-housing = Housing
home-fill = First the room
home-save = Add this household
home-save-next = Add it, then its people
door-building = Building
door-building-other = Another building
door-unit = Unit
door-unit-hint = Leave empty if there are no units
door-room = Room
door-floor = Floor (if you like)
door-floor-told = By its number floor { $floor }; type it only if that is wrong
door-floor-none = Leave empty if floors are not told apart
door-twin = { $place } is there already: { $names }. No need to add it again.
door-twin-empty = { $place } is there already, with nobody in it yet. No need to add it again.
door-elsewhere = { $names }: another grid, which this phone cannot change. Ask the community to move it there, or to give you that grid too.
door-elsewhere-more = { $names } and others ({ $count } compounds): other grids, which this phone cannot change. Ask the community to move it there, or to give you that grid too.
home-changes = Changes to the household
home-about = Change housing and note
home-about-which = { $title }: housing and note
home-move = It moved, or its door is written wrong
home-move-which = { $title } moves to
home-move-what = Its people, visits, needs and wishes go along.
home-move-nothing = Nothing changed yet
home-move-save = Move it there
home-split = Split it
home-split-which = Split { $title }
split-who = Who leaves
split-head = Who is the head
split-what = Wishes go with their person; visits and needs stay here. Who the others are to the new head is filled in afterwards.
split-choose = First who leaves
split-all = Not everybody can leave. If all go, move the household
split-save = { $count ->
    [one] Split off one person
   *[other] Split off { $count } people
}
split-done = Split. It is sent when there is a network.
home-merge = It was entered twice
home-merge-which = Merge { $title } with
home-which = Which household
merge-homes-what = The one entered first stays. The people, needs, wishes and visits of the other become its own.
merge-homes-choose = First the other one
merge-homes-save = Make them one
merge-homes-done = They are one. It is sent when there is a network.
home-mistake = Entered by mistake
home-remove = Take this household away
home-removed = It is taken away.
home-remove-not = A household where somebody lives, was visited or asked for something cannot be taken away. If it was entered twice, merge it; if it moved, move it.
problem-elsewhere = That building belongs to another grid, which this phone cannot change. Ask the community to move it there, or to give you that grid too.
problem-in-use = There are households, organisations, needs or smaller areas in it, or somebody answers for it: move them first.
problem-apart = They lie in different grids and cannot be changed at once. First move one into the other's grid, and come back when that is sent.
resident-move = Lives elsewhere
resident-move-whose = Where { $name } lives now
resident-move-what = Wishes go with their person; visits and needs stay with the old household.
resident-move-relation = To the head there
resident-move-choose = First which household
resident-move-save = Lives there now
resident-moved = { $name } is in the other household now.
care-from = since { $day }
care-ground = { $tag }: { $said }
clause-separator = , { "" }

## What was changed

history = Changes
history-whose = Whose
history-all = All
history-home = The household
history-empty = No changes yet.
history-cut = This phone does not have earlier changes.
history-more = Earlier ones
history-entered-home = The household was entered
history-entered = { $name } was entered
history-whose-field = { $name }: { $field }
history-tag = { $field } ({ $tag })
history-set = Set to { $after }
history-from-to = { $before } became { $after }
history-to = Became { $after }; this phone does not know what it was
history-waiting = not sent yet
history-disputed = somebody else wrote another, not settled
history-lost = another was chosen later
history-somebody = Somebody
history-this-phone = this phone
history-some-phone = another phone
history-who = { $by }, { $phone }
field-merged-into = Merged into
field-care-since = Care tag since
field-care-reason = Reason for the care tag

## Photos and signatures
photo = Photo
photos = Photos
photo-take = Take a photo
photo-drawing = Preparing…
photo-number = Photo { $number }
photo-remove = Remove photo { $number }
photo-removed = Photo removed
photos-full = { $count } photos are enough. Remove one to take another.
photos-too-many = Too many photos: remove a few, then save
photo-too-large = This file is too large to be a photo. Your visit is all here; try another.
photo-broken = This photo does not open. Your visit is all here; try another.
photo-no-room = The phone is nearly full: the photo does not fit, text still does. Make some room, then take it again.
photo-later = Not on this phone: look again when there is a network.
photo-again = Try again
photos-waiting =
    { $count ->
        [one] 1 photo or signature to send
       *[other] { $count } photos or signatures to send
    }
photos-follow = Text goes first, photos follow
photos-on-wifi = Text goes first, photos wait for Wi-Fi
photos-refused =
    { $count ->
        [one] 1 photo or signature was not taken
       *[other] { $count } photos or signatures were not taken
    }
photos-kept = { $why } It is still on this phone.
photos-wifi = Photos on Wi-Fi only
photos-wifi-hint = Saves mobile data; text is not affected
signature = Signature
signature-ask = Ask for a signature (optional)
signature-here = Write here with a finger
signature-none = No signature
signature-anew = Write again
signature-done = Done
signature-remove = Remove the signature
signature-removed = Signature removed
signature-too-large = The signature is too long: write it again
hub-blob-unknown = The community does not find this visit, so the photo was not taken.
hub-blob-awaited = This photo has not reached the community yet.
hub-blob-broken = The photo was damaged on its way.

tab-dispatch = Dispatch
dispatch-title = Dispatch
dispatch-empty = No needs to assign.
dispatch-empty-next = What grid members record stands here once it is delivered.
dispatch-all-needs = See all needs
dispatch-none = Nothing here. Choose another grid or category.
dispatch-keys = Arrow keys move between needs, Enter opens the choice of parties; or drag one to a party.
dispatch-lanes = Whose needs
dispatch-all-categories = All categories
dispatch-age = { $days ->
    [one] { $days } day
   *[other] { $days } days
}
dispatch-age-today = recorded today
dispatch-working-days = { $days ->
    [one] { $days } working day
   *[other] { $days } working days
}
dispatch-reminded = { $times ->
    [one] reminded once, { $when }
   *[other] reminded { $times } times, { $when }
}
dispatch-by = by { $name }
dispatch-to = Assign to…
dispatch-note = A word with it (optional; write it first)
dispatch-done = Assigned to { $party }: { $need }
dispatch-open = See this need
dispatch-no-twins = No other need of this place or category to merge into.
lane-inbox = To assign
lane-confirm = To confirm
lane-count = { $count ->
    [one] { $lane }, { $count } need
   *[other] { $lane }, { $count } needs
}
lane-empty = None
lane-more = { $count } more
seal-inbox = 收
seal-confirm = 回
rung-remind = Time to remind
rung-community = Community follows up
rung-subdistrict = Tell the subdistrict
rung-told-remind = Please see to it soon
rung-told-community = Three working days late: the community follows it up
rung-told-subdistrict = Seven working days late: the subdistrict is told

# People

areas = Areas
areas-of = Areas of { $community }
areas-read-only = The community's supervisors set areas; here they can only be read.
areas-gaps = { $count } grids or buildings have nobody who answers for them; they are marked below.
areas-picture = Picture
areas-picture-key = Framed in red: nobody answers
area-chosen = The chosen area
area-households = { $count } households
area-residents = { $count } people
area-organisations = { $count } organisations
area-who = { $role }: { $name }
area-gap = Nobody answers
area-gap-next = Nobody answers for it yet. Give it to somebody under “People and phones”.
area-edit = Rename, move
area-edit-which = Change { $name }
area-add-grid = Add a grid
area-add-compound = Add a compound
area-add-building = Add a building
area-name = Name
area-number = Number
area-number-hint = Its place in lists; of a building its number. 1 to 9999.
area-parent = Lies in
area-move-along = { $name } goes to { $to }, and along with it: { $counts }.
area-move-phones = Where the grid changes, phones of the old grid forget all this with their next sync, and phones of the new one have it. Changes not sent yet follow; nothing is lost.
area-move-do = Move it, with { $count } households
area-grid-new = Works without a line. After one sync it can be given a grid member and households.
area-retire = Remove
area-retired = Removed: { $name }
area-not-empty = There are households, organisations or smaller areas in it, or somebody answers for it: it cannot be removed. Move them first.
people-title = People and phones
people-search = Name, login or grid
people-found = { $shown } of { $all } people
people-none-found = Nobody like that.
people-none-found-next = Try other words, or choose “All”.
people-empty = Nobody is here yet.
people-empty-next = Tap “Add a person” to begin.
people-silent = Silent
people-old-app = Older app
people-silent-for = { $days } days silent
people-no-phone = No phone
people-phones = { $count ->
    [one] { $count } phone
   *[other] { $count } phones
}
person = Person
person-login = Login: { $login }
person-read-only = Phones of this person are enrolled and revoked by their community.
grants = Answers for
grants-none = Answers for nothing now.
grants-none-next = Choose “Give one more”; their phone has it with its next sync.
grant-of = { $role } of { $area }
grant-elsewhere = a place outside this community
grant-give = Give one more
grant-give-whose = One more for { $name }
grant-change = Change
grant-change-which = Change: { $what }
grant-change-title = Change what they answer for
grant-change-whose = { $name } is no longer { $what }, but:
grant-changed = Changed: { $name }. Their phone knows with its next sync.
grant-busy = Saving
grant-given-then = Their phone has what lies there with its next sync.
grant-take = Take back
grant-take-which = Take back: { $what }
grant-take-title = Take back a grant
grant-take-question = { $name } is no longer { $what }?
grant-take-do = Take back
grant-taken = Taken back: { $name } is no longer { $what }
grant-taken-then = Their phone forgets what lies there with its next sync.
grant-taken-refused = What they saved and did not send yet comes back to them, and stays on their phone. Best have them sync once before.
grant-taken-kept = Everything that was sent stays.
grant-take-last = It is the only one of { $name }. Their phone will hold no residents' data; the account stays, and can be given another.
phones = Phones
phones-none = No phone yet.
phones-none-next = Tap “Enrol a new phone” and let them scan it.
phones-revoked = Revoked phones
phone-nameless = Phone without a name
phone-since = Enrolled { $time }
phone-contact = Last contact: { $time }
phone-contact-app = Last contact: { $time }, Chuanmen { $version }
phone-no-contact = No contact since it was enrolled
phone-revoked-at = Revoked { $time }
phone-revoked = Revoked
phone-this = The one in use here
phone-enrol = Enrol a new phone
phone-enrol-whose = A new phone for { $name }
phone-enrol-scan = Scan this code with the new phone’s camera and open the address.
phone-enrol-check = The code fills itself in; tap “Enrol”. This screen notices by itself.
phone-enrol-type = If it cannot scan, open { $hub } on that phone and type this code:
phone-qr = QR code for enrolling
phone-code-left = Good for { $time }
phone-code-once = It works once. Show it to its owner only.
phone-code-over = The code has expired.
phone-code-over-next = Even if nobody used it. Ask for another one.
phone-code-again = Ask for another code
phone-code-pin = Who forgot their PIN can open their phone with this code, too.
phone-enrolled = Enrolled: { $phone }
phone-revoke = Revoke
phone-revoke-which = Revoke { $phone }
phone-revoke-title = Revoke a phone
phone-revoke-question = Revoke { $phone } of { $name }?
phone-revoke-now = From then on it can send nothing, and receives nothing new.
phone-revoke-unsent = The next time it finds a network it hands in what it had not sent, for you to look through, and then empties itself.
phone-revoke-lost = If the phone is lost, what was not sent is lost with it; what was sent is all here.
phone-revoke-back = If the phone is at hand, let it find a network once, then enrol it with a new code. What it had not sent stands under “Left by revoked phones”.
phone-revoke-do = Revoke this phone
phone-revoke-busy = Revoking
phone-revoked-said = Revoked { $phone } of { $name }
person-add = Add a person
person-name = Name
person-login-hint = 2 to 32 small letters or digits, like zhouliping.
person-role = Their role
person-area = What they answer for
person-area-none = Choose one
person-area-whole = All of { $community }
person-compounds = Compounds
person-area-all = They answer for all of { $community }.
person-party = On behalf of
person-party-none = Please choose
person-party-what = They see only needs dispatched to that party: the place and the words, nothing else of a resident.
person-add-do = Add, then enrol a phone
person-add-busy = Adding
person-added = Added: { $name }
problem-login = Login or name will not do: a login has 2 to 32 small letters or digits, a name up to 32 characters.
problem-login-taken = Somebody has this login. Choose another.

# Importing lists
import-title = Import a list
import-kind = What to import
import-residents = Residents and households
import-areas = Grids and buildings
import-residents-hint = One person to a row; households come with them. For a home that is empty, or whose people are not known yet, fill in 房屋性质 and nothing of a person.
import-areas-hint = Grids, compounds and buildings. Import these before residents.
import-file = Choose a file
import-drop = Drop a spreadsheet here, or
import-drop-hint = .xlsx or .csv, up to { $limit } MB. It is checked first; nothing is written until you confirm.
import-choose = Choose a file…
import-reading = Reading { $name }
import-sending = Sending and checking { $name }
import-too-large = The file is over { $limit } MB. Import it in parts.
import-unreadable = This file cannot be read.
import-nothing-written = Nothing was written.
import-template = Empty template
import-template-hint = Its headings are known, and its numbers lose no digits.
import-template-do = Download the template
import-counts = { $rows } rows: { $good } can be imported, { $skipped } are skipped.
import-adds = This adds { $records } records; nothing that is there is changed.
import-wrong = { $errors } errors, { $duplicates } duplicates, { $notices } notices. Rows with errors and duplicates are skipped.
import-stopped = This list cannot be imported yet. Say first what its columns are.
import-nothing-yet = Nothing is written yet.
import-columns = What each column is
import-columns-hint = Change what is wrong; it is remembered for the next list.
import-missing = Still missing: { $columns }
import-taken-for = This column is
import-left-out = Leave out
import-column-which = Column { $column }: { $heading }
import-run = Import { $count } rows
import-another = Another file
import-problems = To be mended
import-problems-some = The first { $shown } of { $all }
import-cell = Cell
import-column = Column
import-severity = Result
import-problem = What is wrong
import-stop = Stops the list
import-error = Error
import-duplicate = Duplicate
import-notice = Notice
import-progress = { $done } of { $of } records written
import-cancel = Stop importing
import-cancel-hint = If you stop, what was written is taken back.
import-done = Imported: { $count } records
import-done-left = { $count } more were left out: others had added them, or changed what they go with.
import-done-next = Phones have them with their next sync. The whole list can be taken back.
import-cancelled = Stopped
import-cancelled-next = All that was written is taken back.
import-failed = The import broke off.
import-failed-next = What was written is among the lists and can be taken back.
import-back = See imported lists
import-past = Imported lists
import-past-none = Nothing imported yet
import-past-none-next = Imported lists show here; each can be taken back.
import-line = { $kind }: { $rows } rows, { $added } records added
import-by = { $name }, { $time }
import-undo = Take back…
import-undo-sure = Take back the { $count } records that this list added?
import-undo-hint = What somebody changed or uses since stays.
import-undo-do = Take the list back
import-undo-busy = Taking back
import-undo-not = Leave it
import-undone = Taken back
import-unfinished = Unfinished
import-undone-all = { $count } records taken back
import-undone-some = { $count } records taken back; { $left } that are changed or in use stay

## What the community sets: care tags, how often to visit, need categories, the handbook

catalogue-what = Phones have what you change with their next sync.
catalogue-read-only = The community sets these; here they can only be read.
catalogue-name = Name
catalogue-fill-name = Write the name first
catalogue-retire = Use no longer
catalogue-restore = Use again
catalogue-retired = No longer used: { $count }
care-tags = Care tags and visit rules
care-tag = Care tag
care-tag-add = Add a tag
care-tag-example = A few words, like “living alone”
care-tags-used = Tags in use: { $count }
care-tag-weight = Weight
care-tag-weight-of = Weight { $weight }
care-tag-weight-hint = 1 to 10. Of two households a day overdue, the heavier comes first.
care-tag-restricted = Control tag
care-tag-restricted-short = control
care-tag-restricted-what = Shown to the community and grid members only, not on informants’ phones.
care-tag-retire-what = Residents who have this tag keep it; it is no longer given, and its visit rule rests.
every = How often to visit
every-unit = Months or days
every-unit-months = months
every-unit-days = days
every-hint = Leave it empty for the same as every household
every-months = A visit every { $count ->
    [one] month
   *[other] { $count } months
}
every-days = A visit every { $count ->
    [one] day
   *[other] { $count } days
}
every-as-all = Like every household
every-in-months = Months between visits
every-in-days = Days between visits
every-household = Every household
every-household-hint = For households without a tag; with tags, whichever comes first.
need-categories = Need categories
need-category-one = Need category
need-category-add = Add a category
need-category-example = A few words, like “public facilities”
need-categories-used = Categories in use: { $count }
need-category-days = Days to resolve
need-category-days-of = To resolve in { $days } days
need-category-working-days-of = To resolve in { $days } working days
need-category-days-hint = 1 to 365 days. A change holds for needs recorded from then on.
need-category-working-hint = 1 to 365 working days: without public holidays, with the weekends worked for them. A change holds for needs recorded from then on.
need-category-sort = Calendar or working days
need-category-calendar = calendar days
need-category-working = working days
need-category-by-working = In working days
need-category-party = Usually goes to
need-category-party-of = usually goes to { $party }
need-category-party-none = Not set
need-category-retire-what = Recorded needs stay as they are; the category is no longer offered.
handbook-manage = Edit the handbook
handbook-entry = Handbook entry
handbook-add = Add an entry
handbook-used = Entries in use: { $count }
handbook-empty = The handbook has no entries yet.
handbook-empty-next = Add one, and phones find it after their next sync.
handbook-title = What it is about
handbook-title-example = Like “old-age allowance”
handbook-category = Under which heading
handbook-category-example = Like “the elderly”
handbook-fill = Write what it is about and its heading first
handbook-papers-hint = One to a line
handbook-retire-what = Phones no longer find it; what it says is kept.
handbook-document = Add from a document
handbook-document-text = Paste the document’s text here
handbook-document-hint = One notice, or several entries: each begins with “事项：”, “## ” or “一、”, and says “申请条件”, “所需材料”, “办理地点”, “办理时间”, “咨询电话”.
handbook-document-choose = Choose a document (Word or text)
handbook-document-category = Heading for those that have none
handbook-document-large = The file is larger than { $limit } MB. Take its pictures out, or divide it.
handbook-document-long = Too many words (over 512 KB). Divide the document.
handbook-document-fill = Paste a document first
handbook-document-heading = Say which heading it stands under first
handbook-document-many = At most { $most } entries at once
handbook-document-found = Entries read: { $count }
handbook-document-papers = { $count ->
    [one] 1 paper
   *[other] { $count } papers
 }
handbook-document-there = there already, will be changed
handbook-document-save = { $count ->
    [one] Save this entry
   *[other] Save these { $count } entries
 }
history-entered-here = Added
problem-name-twice = There is one of that name already.
problem-number-twice = Another building of this compound has this number.

# The three lists
tab-lists = Lists
lists = Three lists
list-needs = Needs waiting
list-resources = Resources
list-projects = Projects
lists-all = All
waiting-empty = No need waits for a resource.
waiting-empty-next = Turn on “Waits for a resource” in a need, and it stands here.
waiting-answered = Answered by { $name }
waiting-unanswered = No project answers it yet
need-resource = Resource
need-awaits-resource = Waits for a resource
resource = Resource
resource-add = Add a resource
resource-offer = Suggest a resource
resource-edit = Change resource
resource-name = Name
resource-name-example = For example: large meeting room
resource-kind = Kind
resource-space = Space
resource-money = Money
resource-skills = People and skills
resource-goods = Goods
resource-medical = Medical
resource-misc = Other
resource-organisation = Recorded organisation
resource-no-organisation = Not among the organisations
resource-owner = Whose
resource-owner-example = An organisation or a person
resource-amount = How much
resource-hours = When it can be had
resource-contact = Contact
resource-contact-hint = Every colleague in the community sees this: only what the owner wants known.
resource-until = Until
resource-until-day = until { $day }
resource-retire = No longer offered
resource-gone = Ended
resource-gone-why = This resource cannot be had now.
resource-offered = To be checked
resource-offered-why = Suggested in a grid; the community lists it once it is checked.
resource-take-up = Put on the list
resource-used = Used by these projects
resource-fill-kind = Choose a kind first
resource-fill-owner = Say whose it is first
resources-empty = No resources yet.
resources-empty-next = Write down the rooms, people and goods that units can give.
project = Project
project-add = New project
project-edit = Change project
project-name = Name
project-name-example = For example: handrails for building 3
project-needs = Needs it answers
project-resources = Resources it uses
project-chosen = { $count } chosen
project-elsewhere = { $count } more needs are not on this device
project-party = Led by
project-budget = Budget
project-budget-yuan = Budget (yuan)
project-yuan = { $yuan } yuan
project-budget-of = budget { $yuan } yuan
project-steps = Steps
project-step = Step { $number }
project-step-on = By which day
project-step-done = Done
project-step-add = Add a step
project-progress = { $done } of { $all } steps done
project-next = next { $day }
project-state = State
project-under-way = Under way
project-planned = Planned
project-done = Done
project-given-up = Given up
project-result = Result
projects-empty = No projects yet.
projects-empty-next = Make one that brings needs and resources together.

## Left by revoked phones

leavings-title = Left by revoked phones
leavings-about = These were not sent when the phone was revoked. Take them, and they count as sent in time in their owner’s name; or throw them away.
leavings-empty = Nothing to look through.
leavings-empty-next = A revoked phone that finds a network hands in here what it had not sent.
leavings-whose = { $phone } of { $name }
leavings-count = { $count ->
    [one] 1 save
   *[other] { $count } saves
}
leavings-photos = { $count ->
    [one] 1 photo
   *[other] { $count } photos
}
leavings-take = Take
leavings-take-all = Take all
leavings-drop = Throw away
leavings-drop-really = Really throw away
leavings-taken = Taken: { $count }
leavings-dropped = Thrown away: { $count }
leavings-refused = Not taken: { $why }
leavings-some-refused = Not taken: { $count }; the reasons stand below
manage-leavings-about = What was unsent when a phone was revoked
manage-areas-about = Grids, compounds, buildings: see all, rename, move, add, remove
manage-duties-about = Who answers for each grid and building, and where nobody does
manage-import-about = Residents, grids and buildings out of a spreadsheet
farewell-title = { $name }’s phone was revoked, and is empty now.
farewell-saves = What was not sent is with the community: { $count }. Nothing is lost.
farewell-none = Everything had been sent.
farewell-next = To go on, ask the community for a new code.

# Who did what
audit-title = Who did what
audit-about = Who saw, exported or changed what. Only ever added to.
audit-person = Who
audit-everybody = Everybody
audit-deed = What was done
audit-everything = Everything
audit-from = From
audit-to = To
audit-text = Find in the text or names
audit-at = When
audit-subject = About
audit-device = Device
audit-operator = Operator (command line)
audit-older = Older
audit-newest = Back to the newest
audit-empty = Nothing like that was done.
audit-empty-next = Ask for less.
deed-report-seen = Saw a report
deed-report-exported = Exported a report
deed-revealed = Saw a number in full
deed-health-seen = Looked at somebody’s health
deed-person-added = Added a person
deed-code-made = Made an enrolment code
deed-password-set = Set a password
deed-phone-enrolled = Enrolled a phone
deed-phone-revoked = Revoked a phone
deed-leavings-taken = Took what a revoked phone left
deed-leavings-dropped = Threw away what a revoked phone left
deed-grant-given = Granted something
deed-grant-taken = Took a grant back
deed-imported = Imported a list
deed-import-undone = Took an import back
deed-erased = Erased for good
deed-catalogue-changed = Changed a catalogue, an area or a schedule
print-mark = Printed by { $name }, { $time }
deed-token-made = Made an API token
deed-token-revoked = Revoked an API token
deed-restored = Restored the hub from a backup

# API tokens
tokens-title = API tokens
manage-tokens-about = Other systems pull reports with them
tokens-about = Other systems pull reports with a token: it reads reports and opens nothing else.
tokens-there = Tokens
tokens-empty = There is no token yet.
tokens-empty-next = Make one above when another system is to pull reports.
token-add = New token
token-name = What it is for
token-name-hint = For example: the subdistrict's wall screen
token-good-for = Good for
token-days = { $days } days
token-make = Make a token
token-once = Write it down now; it is not shown again:
token-line = Made by { $by }, good until { $until }
token-revoke = Revoke
token-revoke-of = Revoke “{ $name }”
token-revoked = Revoked
token-expired = Expired

# Joint meetings
meetings = Joint meetings
meetings-empty = There is no joint meeting yet.
meetings-empty-next = Make one, and put on it what the five parties have to talk about.
meeting = Joint meeting
meeting-of = Joint meeting of { $day }
meeting-add = New joint meeting
meeting-edit = Change the meeting
meeting-day = On which day
meeting-day-first = First say on which day
meeting-time = Time
meeting-venue = Place
meeting-venue-example = For example: the meeting room on the first floor
meeting-chair = Chair
meeting-state = State
meeting-planned = Planned
meeting-held = Held
meeting-closed = Closed
meeting-hold = Hold the meeting
meeting-close = Close the minutes
meeting-agenda = Agenda and resolutions
meeting-agenda-empty = Nothing is on the agenda yet.
meeting-agenda-empty-next = Find an open need below and put it on.
meeting-items = { $count ->
    [one] { $count } need
   *[other] { $count } needs
}
meeting-item = Item { $number }
meeting-item-up = Earlier: { $name }
meeting-item-down = Later: { $name }
meeting-item-off = Take off: { $name }
meeting-elsewhere = This need is not on this device
meeting-find = Add to the agenda
meeting-find-hint = Find an open need
meeting-offered = { $count } to choose from
meeting-put = Put on
meeting-put-on = Put on the agenda: { $name }
resolution = Resolution
resolution-write = Write a resolution
resolution-first = First write what is resolved
resolution-pass = Pass the resolution
resolution-leave = Leave it
resolution-takes = Who takes it on
resolution-nobody = Not dispatched
resolution-by-day = By which day
resolution-by-day-hint = The need is due by this day from then on
resolution-party = { $party } takes it on
resolution-until = by { $day }
resolution-by = written down by { $name }
resolution-amends = After closing
resolved-dispatched = Resolved at a joint meeting, dispatched to { $party }
resolved-at-meeting = Resolved at a joint meeting
attendance = Who came
attendance-of = Whether { $party } came
attendance-who = Who came for { $party }
attendance-none = Not noted
attendance-save = Note who came
presence-came = Came
presence-absent = Absent
presence-excused = Excused
amendments = After the minutes were closed
amendment = Correction or addition
amendment-hint = Closed minutes do not change; what is written here is attached to them.
amendment-add = Attach
minutes = Minutes
minutes-title = Minutes of the joint meeting
minutes-about = Read, print, export
minutes-open = These minutes are not closed and may change.
minutes-none = Nothing was resolved.
minutes-resolved = Resolved: { $text } ({ $about })
export-docx = Export DOCX

# Reports of one's own
builder = Build
builder-columns = Columns
builder-rows = Only rows with
builder-all = All
builder-from = { $column } from
builder-to = to
builder-by = Count by
builder-of-worker = Narrowed by { $column }, so nothing is counted: nobody's work is.
reports-not-counted = People are not counted, so this cannot be laid out.


## Volunteer posts and cultural activities

tab-posts = Volunteer
posts = Volunteering and activities
posts-empty = No posts or activities yet.
posts-empty-make = Say what, which day and how many people: everybody can sign up on their phones then.
posts-empty-wait = Once the community has made one, one sync brings it.
posts-ahead = To sign up for
posts-over = Past
posts-served = I served in all
post-service = Volunteer post
post-activity = Cultural activity
post-add = New post or activity
post-edit = Change post or activity
post-save = Send it out
post-sort = Which sort
post-title = What
post-title-example = Such as: free haircuts
post-place = Where (optional)
post-on = Day
post-from = From
post-to = To
post-seats = How many people
post-text = What to bring, what to know (optional)
post-cancel = Cancel it
post-fill = Say what first
post-fill-day = Its day and hours first
post-fill-seats = How many people first
saved-health = Health of { $place } { $who }
health-systolic-range = Systolic pressure is 50 to 300.
health-diastolic-range = Diastolic pressure is 20 to 200, and below the systolic.
health-pulse-range = A pulse is 20 to 250.
health-glucose-range = Glucose is 0.5 to 50.0.
health-glucose-form = Glucose is a number with at most one decimal, such as 6.1.
health-unusual = That is a rare figure: is it what the meter shows?
health-doctors-many = Four doctors at most, each with a short name.
health-weeks-form = 26 further weeks at most.
post-to-early = It must end after it begins.
post-seats-form = A number from 1 to 500.
post-about = What it is
post-when = { $weekday } { $day } { $from }–{ $to }
post-left = { $count } seats left
post-full = All seats taken
post-full-waiting = All seats taken, { $count } waiting
post-sign-up = Sign up
post-withdraw = Withdraw
post-asked = Signed up, not sent
post-cancelled = Cancelled
post-is-cancelled = It is cancelled.
post-asked-about = Noted; it is sent when there is a network. Who comes first has the seat.
post-held-about = The seat is yours. If you cannot come, withdraw early, so that another can.
post-waiting-about = All seats are taken; { $count } wait before you. When somebody withdraws, the next one has the seat.
post-served-about = The community noted that you served { $time }. Thank you!
post-missed-about = The community noted that you did not come. If that is wrong, tell the community.
rota = Who signed up
rota-count = { $count } people
rota-empty = Nobody has signed up yet.
rota-not-yet = On the day, who came and for how long is noted here.
rota-hours = Time served (hours)
rota-hours-hint = The time first, then who came. To put it right, press again.
rota-hours-form = Hours up to 24, such as 1.5.
rota-held = Has a seat
rota-waiting = Waiting
rota-withdrawn = Withdrew
rota-other = Came without signing up
rota-other-none = Choose somebody
rota-other-all = Not on the list
rota-other-came = Note that they came
rota-served = Came
rota-missed = Did not come
rota-served-of = { $name } came
rota-missed-of = { $name } did not come
served-hours = { $hours } h
served-minutes = { $minutes } min
served-both = { $hours } h { $minutes } min
manage-volunteers = Volunteers
manage-posts-about = Volunteer posts and activities, who signs up, how long they serve

# Subdistrict
tab-subdistrict = Subdistrict
subdistrict-title = Communities
subdistrict-uncounted = { $count ->
    [one] 1 community is
   *[other] { $count } communities are
} still being counted, and will be added. The figures below are without them.
subdistrict-shares = { $count } in all, in these communities
subdistrict-no-number = No such number
subdistrict-no-number-next = Go back to the communities and choose a number to see where it comes from.

# Health station
health = Health
health-of = Health of { $name }
health-station = Health station
manage-health-about = When doctors come, who booked, whose family-doctor contract lapses
session-add = New session
session-edit = Change the session
session-cancel = Cancel this one
session-cancelled = Cancelled
session-is-cancelled = This session is cancelled. Who booked is still listed below: tell them.
session-about = Session
session-doctors-are = Doctors: { $doctors }
session-seats = { $count } / { $seats } booked
session-over = { $count } / { $seats } booked, { $waiting } waiting
session-open = { $count } booked, no limit
session-weeks = Further weeks
session-weeks-hint = The same day and hours each week; leave empty for this one alone.
session-doctors = Doctors
session-doctors-hint = Four at most, with commas between.
session-seats-field = How many may book
session-seats-hint = Leave empty for no limit.
session-services = Services
sessions-ahead = To come
sessions-over = Over
sessions-empty = No sessions are planned yet.
sessions-empty-make = Press "New session" below; several weeks can be planned at once.
sessions-empty-wait = Once the community has planned them they are here after a sync.
service-records = Health records
service-education = Health education
service-vaccination = Vaccination
service-children = Children up to 6
service-maternal = Mothers
service-elderly = Elderly
service-hypertension = Hypertension
service-diabetes = Type 2 diabetes
service-mental-illness = Severe mental illness
service-tuberculosis = Tuberculosis
service-chinese-medicine = Chinese medicine
service-epidemics = Epidemics and emergencies
service-supervision = Health supervision
service-free-clinic = Free clinic
service-family-doctor = Family-doctor signing
service-measuring = Blood pressure and glucose
bookings = Bookings
bookings-empty = Nobody here has booked. Book from a household, with the cross beside a resident.
bookings-not-yet = On the day, mark here who came.
bookings-none = Nothing was booked, and no session is planned.
booking-booked = Booked
booking-came = Came
booking-came-of = { $name } came
booking-missed = Did not come
booking-missed-of = { $name } did not come
booking-off = Session cancelled
booking-withdrawn = Cancelled
booking-waiting = Waiting, number { $place }
booking-withdraw = Cancel booking
booking-withdraw-of = Cancel booking: { $name }
booking-gone = No longer listed
booking-session-gone = The session is gone
book = Book
book-of = Book { $when }
book-waiting = Book and wait
measure = Measure
measure-of = Measure { $name }
measure-long = Note pressure or glucose
measure-fill = Fill in the figures
measure-save = Save
measure-sure = Yes, that is the figure
pressure = Blood pressure
glucose = Glucose
systolic = Systolic
diastolic = Diastolic
systolic-short = Systolic
diastolic-short = Diastolic
systolic-mmhg = Systolic, mmHg
diastolic-mmhg = Diastolic, mmHg
pulse = Pulse
pulse-optional = Pulse (a minute, may be empty)
glucose-unit = Glucose mmol/L
sampled = When taken
sampled-fasting = Fasting
sampled-after-meal = 2 h after a meal
sampled-random = At random
sampled-other = After meals, random
site = Where
site-station = At the station
site-home = At home
advice = Hint
advice-recheck = Measure again
advice-doctor = See a doctor
advice-doctor-now = See a doctor now
advice-fine-about = Within the reference values. This is no diagnosis.
advice-recheck-about = Not quite usual: measure again on another day. This is no diagnosis.
advice-doctor-about = At or above the high line: measure on another day, and see a doctor if it stays. This is no diagnosis.
advice-doctor-now-about = Beyond the line for seeing a doctor at once: go along, or call the family doctor. This is no diagnosis.
reading-last = Last time { $reading }
reading-pulse = pulse { $pulse }
trend-pressure = Blood pressure over time
trend-glucose = Glucose over time
trend-times = The last { $count }
limit-high = ≥ { $value } high
column-day = Day
measurements = Measurements
measurements-empty = Nothing was measured yet.
measurements-empty-next = Press "Note pressure or glucose" below.
measurement-withdraw = Withdraw
measurement-withdraw-of = Withdraw { $reading }
measurement-withdrawn = Withdrawn
measurement-withdrawn-for = Withdrawn because: { $reason }
ending-reason = Why
ending-do = Confirm: { $what }
family-doctor = Family doctor
signings-empty = No contract with a family doctor yet.
signing-add = Note a contract
signing-fill = Name the doctor or team first
signing-doctor = Doctor or team
signing-on = Signed on
signing-last = Valid until
signing-span = { $from } to { $until }
signing-holds = Valid
signing-soon = Lapses soon
signing-lapsed = Lapsed
signing-ended = Ended
signing-ended-for = Ended because: { $reason }
signing-end = End
signing-end-of = End the contract with { $doctor }
signing-until = Until { $day } · { $doctor }
signings-lapsing = Contracts that lapse soon
signings-lapsing-count = { $count } within 30 days
signings-lapsing-none = No contract lapses within 30 days.
signings-lapsing-none-next = They are listed here from 30 days before.


## Points

points = Points
points-mine = My points
points-balance = Points now
points-count = { $points } points
points-of = Points of { $name }
points-people = { $count } volunteers
points-empty = No volunteers yet.
points-empty-next = Add volunteers under People and phones, and they show here.
points-refused = Sent back
points-entries = Entries
points-from = From
points-to = To
points-none = No entries yet.
points-none-then = No entries on these days.
points-served = Service
points-wish = Micro-wish
points-wish-number = No. { $number }
points-give = Award
points-correct = Correction
points-redeem = Redeem
points-take = { $verb } { $what }
points-by-how-many = How many points more or less
points-by-how-many-hint = Put a minus in front to take some away, such as -5. Entries are not changed; this adds another.
points-why = Why
points-correct-save = Record the correction
points-short = Not enough points.
points-gone = None left, or the points were just changed. Please look again.
points-form = Write a whole number that is not 0, such as 5 or -5.
points-fill = Write how many points first
points-rules = Rules and rewards for points
points-rules-what = A change counts from now on; points already recorded stay.
points-rules-used = { $count } rules
points-rule = Rule for points
points-rule-add = Add a rule
points-rule-example = For example: service at a post
points-rule-by = What for
points-rule-points = How many points
points-rule-hint = Posts and activities count by the hour, parts of one by the minute. Only for volunteers and building chiefs: grid members' work earns no points.
points-rule-twice = There is a rule for this already. Change that one, or take it out of use first.
points-rule-retire-what = Nothing is given by it any more; what was given stays.
points-by-service = Volunteer post, each hour
points-by-activity = Cultural activity, each hour
points-by-wish = Claimed wish, once the resident confirms
points-by-desk = Other, given by the community
rewards = What points are good for
rewards-where = Redeem in person at the service centre.
rewards-none = No rewards yet. Add some under Rules and rewards for points.
rewards-used = { $count } rewards
reward = Reward
reward-add = Add a reward
reward-example = For example: detergent
reward-price = Points for one
reward-stock = How many in all (may be empty)
reward-stock-hint = Those already redeemed count too. Empty means any number.
reward-taken = How many were redeemed
reward-left = { $count } left
reward-retire-what = It is redeemed no more; what was redeemed stays.
manage-points-about = Volunteers' points: award, correct, redeem
manage-hours-about = Who served where and how long, to export and print
manage-ledger-about = How points came and went, entry by entry
manage-points-rules-about = What earns how many points, and what they are good for
refused-not-enough-points = Returned: not enough points; another desk may have just redeemed some. Please look at the points again.
refused-terms-changed = Returned: the last one was just redeemed, or the rule or its points were changed. Please look again.
