#!/usr/bin/env python3
"""Recomputes measures of an exercise from its record, and compares them with those that a report holds.

Shares no code with the server and reads nothing but the commits of `journal.db`: whoever doubts a number
of a report can follow it here. Usage: measures.py JOURNAL EXERCISE REPORT.json

Every number of M01 to M30 must be equal to the last digit, and the time off line that was subtracted with
it; every commit that the report names must be in the record. Exit 0 if so, 1 with each difference otherwise.
"""

import datetime
import json
import sqlite3
import sys
import uuid
import zoneinfo

DUTIES = {"acknowledge": "acknowledged", "respond": "responded", "complete": "completed"}


class Exercise:
    """The record played once from its first commit to its last."""

    def __init__(self, commits):
        self.rows, self.deliveries, self.order = {}, {}, []
        self.reports, self.asked, self.answered = [], [], {}
        self.ratings, self.pauses, self.released_by = {}, [], {}
        self.status, self.started, self.ended, self.scenario, self.last = "draft", None, None, None, None
        self.seats = {}
        self.marks, self.hops, self.upheld, self.sightings = {}, {}, {}, {}
        self.faults, self.things, self.ticks, self.left = {}, {}, {}, {}
        self.claims, self.promises = {}, {}
        self.posts, self.statements = {}, {}
        self.clock = {"running": False, "anchor_exercise": 0, "anchor_wall": 0, "rate": 1.0, "until": None}
        self.drafts, self.reported = {}, None
        self.findings, self.earlier, self.actions = {}, [], {}
        for seq, wall, at, actor, events in commits:
            self.seq, self.wall, self.at = seq, wall, at
            self.seat = ((actor or {}).get("seat") or {}).get("seat") if isinstance(actor, dict) else None
            self.last = (wall, at)
            for event in events:
                handler = getattr(self, "on_" + event["kind"], None)
                if handler:
                    handler(event["data"])

    # -- the list ------------------------------------------------------------------------------

    def add_row(self, spec):
        self.rows[spec["id"]] = {"spec": spec, "shift": 0, "armed": None, "released": None, "status": "scheduled"}
        self.order.append(spec["id"])

    def on_exercise_created(self, data):
        self.scenario = data["scenario"]
        for thing in self.scenario.get("resources", []):
            self.things[thing["key"]] = {"of": thing["backup_of"], "state": "planned", "replaces": None}
        for spec in self.scenario["injects"]:
            self.add_row(spec)
        for department in self.scenario["departments"]:
            for seat in department["seats"]:
                self.seats[seat["code"]] = {
                    "department": department["code"], "sits": False, "first": None, "left": None, "away": [],
                }

    def on_row_added(self, data):
        if data["row"]["id"] not in self.rows:
            self.add_row(data["row"])

    def on_row_deferred(self, data):
        self.rows[data["row"]]["shift"] += data["by"]

    def on_rows_shifted(self, data):
        for row in self.rows.values():
            if row["status"] in ("scheduled", "armed", "held"):
                row["shift"] += data["by"]

    def on_row_armed(self, data):
        row = self.rows[data["row"]]
        row["armed"] = row["armed"] if row["armed"] is not None else self.at
        row["status"] = "armed"

    def on_row_held(self, data):
        self.rows[data["row"]]["status"] = "held"

    def on_row_let_go(self, data):
        self.rows[data["row"]]["status"] = "scheduled"

    def on_row_restored(self, data):
        self.rows[data["row"]]["status"] = "scheduled"

    def on_row_released(self, data):
        row = self.rows[data["row"]]
        row["status"] = "released"
        row["armed"] = row["armed"] if row["armed"] is not None else self.at
        row["released"] = row["released"] if row["released"] is not None else self.at
        for new in data["deliveries"]:
            self.deliveries[new["id"]] = {
                "row": data["row"], "department": new["department"], "overdue": [], "answer": None, "score": None, "by": set(),
                "over": None,
                "rungs": {"queued": (self.wall, self.at, self.seq)},
            }
        if row["spec"].get("post") and data["deliveries"]:
            seed = uuid.UUID(data["deliveries"][0]["id"])
            self.appear(str(uuid.uuid5(seed, "post")), data["row"])

    def on_row_completed(self, data):
        self.rows[data["row"]]["status"] = "complete"

    def on_row_missed(self, data):
        self.rows[data["row"]]["status"] = "missed"

    def on_row_skipped(self, data):
        self.rows[data["row"]]["status"] = "skipped"

    def on_row_not_played(self, data):
        self.rows[data["row"]]["status"] = "not_played"

    def on_row_recalled(self, data):
        self.rows[data["row"]]["status"] = "recalled"
        for key, delivery in self.deliveries.items():
            if delivery["row"] == data["row"]:
                self.close(key, "recalled")

    def on_row_retired(self, data):
        self.rows[data["row"]]["status"] = "obsolete"

    # -- receipts ------------------------------------------------------------------------------

    def reach(self, delivery, stage):
        self.deliveries[delivery]["rungs"].setdefault(stage, (self.wall, self.at, self.seq))

    def on_receipts_merged(self, data):
        for receipt in data["receipts"]:
            if receipt["delivery"] in self.deliveries and receipt["stage"] in ("delivered", "seen"):
                self.reach(receipt["delivery"], "delivered")

    def on_delivery_acknowledged(self, data):
        delivery = self.deliveries[data["delivery"]]
        self.reach(data["delivery"], "delivered")
        delivery["by"].add(self.seat)
        spec = self.rows[delivery["row"]]["spec"]
        policy = spec.get("ack_policy") or "any_member"
        taken = {code for code, seat in self.seats.items() if seat["department"] == delivery["department"] and seat["sits"]}
        enough = {
            "any_member": True,
            "for_information": True,
            "named_role": spec.get("ack_seat") in delivery["by"],
            "every_member": taken <= delivery["by"],
        }
        if enough[policy]:
            self.reach(data["delivery"], "acknowledged")

    def on_receipt_recorded(self, data):
        self.reach(data["delivery"], "delivered")
        if data["stage"] == "acknowledged":
            self.reach(data["delivery"], "acknowledged")

    def on_delivery_begun(self, data):
        self.on_delivery_acknowledged(data)

    def on_delivery_responded(self, data):
        self.on_delivery_acknowledged(data)
        self.reach(data["delivery"], "responded")
        delivery = self.deliveries[data["delivery"]]
        delivery["answer"] = data
        if data["progress"] == "done":
            delivery["done"] = (self.wall, self.at, self.seq)

    def on_delivery_completed(self, data):
        self.on_delivery_acknowledged(data)
        self.reach(data["delivery"], "completed")

    def close(self, delivery, stage):
        self.reach(delivery, stage)
        self.deliveries[delivery]["over"] = stage

    def on_delivery_closed(self, data):
        self.close(data["delivery"], "cancelled" if data["cause"] == "ended" else "closed")

    def on_response_returned(self, data):
        self.deliveries[data["delivery"]]["over"] = None

    def on_delivery_overdue(self, data):
        self.deliveries[data["delivery"]]["overdue"].append(data["duty"])

    def on_answer_scored(self, data):
        self.deliveries[data["delivery"]]["score"] = (len(data["right"]), data["asked"])

    # -- rumours and statements ----------------------------------------------------------------

    def appear(self, post, row):
        self.posts[post] = {"row": row, "at": self.at, "noticed": None, "found": None, "answers": []}

    def on_post_written(self, data):
        self.appear(data["id"], None)

    def on_post_noticed(self, data):
        post = self.posts[data["post"]]
        post["noticed"] = self.at if post["noticed"] is None else post["noticed"]

    def on_post_verified(self, data):
        post = self.posts[data["post"]]
        if data["finding"] != "open" and post["found"] is None:
            post["found"] = self.at

    def on_statement_drafted(self, data):
        self.statements[data["id"]] = {
            "draft": data["draft"], "corrects": data["corrects"], "at": None, "approved": False, "by": None,
            "withdrawn": False, "figures": [],
        }

    def on_statement_revised(self, data):
        self.statements[data["statement"]]["draft"] = data["draft"]
        self.statements[data["statement"]]["approved"] = False

    def on_statement_approved(self, data):
        self.statements[data["statement"]]["approved"] = True

    def on_statement_withdrawn(self, data):
        self.statements[data["statement"]]["withdrawn"] = True

    def on_statement_published(self, data):
        statement = self.statements[data["statement"]]
        statement.update(at=self.at, figures=data["figures"], unapproved="approval" in data["gates"])
        for post in statement["draft"]["answers"]:
            self.posts[post]["answers"].append(data["statement"])
        if statement["corrects"]:
            self.statements[statement["corrects"]]["by"] = data["statement"]

    # -- marks, relays, facts, equipment, promises ---------------------------------------------

    def on_task_marked(self, data):
        self.marks.setdefault((data["task"], data["mark"]), (data["outcome"], self.at))

    def done(self, task, mark):
        outcome, at = self.marks.get((task, mark), (None, None))
        return at if outcome == "done" else None

    def on_relay_ticked(self, data):
        hop = self.hops.setdefault((data["row"], data["hop"]), {"at": data["at"], "facts": {}})
        hop["at"] = min(hop["at"], data["at"])
        for one in data["heard"]:
            hop["facts"][one["fact"]] = one["heard"]

    def on_fact_reported(self, data):
        self.upheld.setdefault(data["fact"], []).append((self.at, self.seq, data["department"], data["value"]))
        self.sightings[data["id"]] = (data["fact"], data["department"], data["value"])

    def on_fact_withdrawn(self, data):
        fact, department, _ = self.sightings[data["report"]]
        self.upheld[fact].append((self.at, 0, department, None))

    def on_fault_occurred(self, data):
        running = [
            key for key, thing in self.things.items()
            if thing["state"] == "in_use" and data["resource"] in (thing["of"], thing["replaces"])
        ]
        self.faults[data["id"]] = {
            "resource": data["resource"], "at": self.at, "fixed": False,
            "backup": self.at if running else None, "logged": self.at if data["reported"] else None,
        }
        self.things[data["resource"]]["state"] = "failed"

    def on_fault_reported(self, data):
        fault = self.faults[data["fault"]]
        fault["logged"] = self.at if fault["logged"] is None else fault["logged"]

    def on_fault_fixed(self, data):
        fault = self.faults[data["fault"]]
        fault["fixed"] = True
        self.things[fault["resource"]]["state"] = "restored"

    def on_resource_moved(self, data):
        thing = self.things[data["resource"]]
        if data["to"] == "in_use":
            for fault in self.faults.values():
                stands_in = fault["resource"] in (thing["of"], data.get("replaces"))
                if stands_in and fault["backup"] is None and not fault["fixed"]:
                    fault["backup"] = self.at
        thing["state"] = data["to"]
        thing["replaces"] = data.get("replaces") if data["to"] == "in_use" else None

    def on_checklist_ticked(self, data):
        ticks = self.ticks.setdefault(data["department"], {})
        if data["ticked"]:
            ticks.setdefault(data["item"], self.at)
        else:
            ticks.pop(data["item"], None)

    def on_department_departed(self, data):
        self.left.setdefault(data["department"], self.at)

    def on_claim_recorded(self, data):
        self.claims[data["id"]] = {"department": data["department"], "read_back": False}

    def on_claim_read_back(self, data):
        self.claims[data["claim"]]["read_back"] = True

    def on_commitment_made(self, data):
        self.promises[data["id"]] = {"what": data, "beyond": False, "ended": None, "overdue": False}
        if data["replaces"]:
            self.promises[data["replaces"]]["ended"] = "changed"

    def on_commitment_judged(self, data):
        self.promises[data["commitment"]]["beyond"] = data["beyond_authority"]

    def on_commitment_settled(self, data):
        self.promises[data["commitment"]]["ended"] = data["outcome"]

    def on_commitment_overdue(self, data):
        self.promises[data["commitment"]]["overdue"] = True

    # -- the rest ------------------------------------------------------------------------------

    def on_status_changed(self, data):
        before, self.status = self.status, data["to"]
        if before == "paused" and self.pauses and self.pauses[-1][1] is None:
            self.pauses[-1][1] = self.wall
        if data["to"] == "paused":
            self.pauses.append([self.wall, None])
        if before == "standby" and data["to"] == "running":
            self.started = self.at
        if before == "ended" and data["to"] == "running":
            self.undo_end()
        if data["to"] in ("ended", "aborted"):
            self.ended = (self.wall, self.at)
        if data["to"] == "reported":
            self.reported = self.wall

    def undo_end(self):
        """ENDEX did not count: what it closed is open again."""
        self.ended = None
        for delivery in self.deliveries.values():
            if delivery["over"] == "cancelled":
                delivery["over"] = None
                delivery["rungs"].pop("cancelled", None)

    def on_clock_anchored(self, data):
        self.clock = data["clock"]

    def clock_at(self, wall):
        clock = self.clock
        if not clock["running"]:
            return clock["anchor_exercise"]
        now = clock["anchor_exercise"] + int(max(wall - clock["anchor_wall"], 0) * clock["rate"])
        return now if clock.get("until") is None else min(now, clock["until"])

    # -- who was there -------------------------------------------------------------------------

    def here(self, seat):
        """Whatever ends a time away."""
        if seat["away"] and seat["away"][-1][1] is None:
            seat["away"][-1][1] = self.at

    def on_seat_taken(self, data):
        seat = self.seats.get(data["seat"])
        if seat:
            seat["sits"], seat["left"] = True, None
            seat["first"] = self.at if seat["first"] is None else seat["first"]
            self.here(seat)

    def on_seat_lost(self, data):
        seat = self.seats.get(data["seat"])
        if seat:
            # The grace has passed since.
            seat["away"].append([min(self.clock_at(data["since"]), self.at), None])

    def on_seat_back(self, data):
        if data["seat"] in self.seats:
            self.here(self.seats[data["seat"]])

    def on_seat_released(self, data):
        seat = self.seats.get(data["seat"])
        if seat:
            seat["sits"], seat["left"] = False, self.at
            self.here(seat)

    # -- after play ----------------------------------------------------------------------------

    def on_draft_put(self, data):
        self.drafts.setdefault((data["document"], data["language"]), self.wall)

    def on_finding_recorded(self, data):
        self.findings[data["id"]] = data

    def on_finding_withdrawn(self, data):
        self.findings.pop(data["finding"], None)

    def on_earlier_findings_noted(self, data):
        self.earlier += data["findings"]

    def on_action_opened(self, data):
        self.actions[data["id"]] = {"due": data["due"], "stage": "open", "verified": None}

    def on_action_assigned(self, data):
        action = self.actions.get(data["action"])
        if action and data["due"] is not None:
            action["due"] = data["due"]

    def on_action_moved(self, data):
        action = self.actions.get(data["action"])
        if action:
            action["stage"] = data["to"]
            if data["to"] == "verified":
                action["verified"] = self.wall

    def on_report_submitted(self, data):
        self.reports.append((self.at, self.seq, data))

    def on_clarification_asked(self, data):
        self.asked.append((data["id"], self.at))

    def on_clarification_answered(self, data):
        self.answered[data["id"]] = self.at

    def on_task_rated(self, data):
        self.ratings[(data["task"], self.seat)] = data["rating"]


def nearest_rank(values, percent):
    return sorted(values)[-(-len(values) * percent // 100) - 1]


def duty_moment(delivery, stage):
    if stage == "completed":
        return delivery["rungs"].get("completed") or delivery.get("done")
    return delivery["rungs"].get(stage)


def elapsed(delivery, stage, dark):
    """From delivery to a stage without the time off line, and how much that was."""
    start, end = delivery["rungs"].get("delivered"), duty_moment(delivery, stage)
    if start is None or end is None:
        return None
    end = max(end[1], start[1])
    off = sum(max(min(span[1], end) - max(span[0], start[1]), 0) for span in dark)
    return end - start[1] - off, off


def off_line(exercise, department):
    """Spans in which somebody sat in the department and nobody of it had a connection."""
    end = exercise.ended[1] if exercise.ended else exercise.last[1]
    changes = {}

    def change(at, taken, away):
        before = changes.get(at, (0, 0))
        changes[at] = (before[0] + taken, before[1] + away)

    for seat in exercise.seats.values():
        if seat["department"] != department or seat["first"] is None:
            continue
        change(seat["first"], 1, 0)
        if seat["left"] is not None:
            change(seat["left"], -1, 0)
        for start, back in seat["away"]:
            change(start, 0, 1)
            change(end if back is None else back, 0, -1)
    taken = away = 0
    since, spans = None, []
    for at in sorted(changes):
        taken, away = taken + changes[at][0], away + changes[at][1]
        dark = taken > 0 and away >= taken
        if dark and since is None:
            since = at
        elif not dark and since is not None:
            spans.append((since, at))
            since = None
    if since is not None:
        spans.append((since, end))
    return [span for span in spans if span[1] > span[0]]


def peak(deliveries):
    """Most deliveries that were open at once."""
    changes = {}
    for delivery in deliveries:
        start = delivery["rungs"]["queued"][1]
        changes[start] = changes.get(start, 0) + 1
        if delivery["over"] is not None:
            ends = [delivery["rungs"][s][1] for s in ("closed", "recalled", "cancelled") if s in delivery["rungs"]]
            end = max(min(ends), start)
            changes[end] = changes.get(end, 0) - 1
    most = now = 0
    for at in sorted(changes):
        now += changes[at]
        most = max(most, now)
    return most


def scored(exercise, delivery):
    lead = exercise.rows[delivery["row"]]["spec"].get("lead")
    return lead is None or lead == delivery["department"]


def compute(exercise):
    """Numbers by code, subject and part: value and n."""
    out = {}

    def put(code, of, part, value, n, off=0):
        out[(code, of, part)] = (None if value is None else float(value), n, off)

    def spread(code, of, values, p95=False, off=0):
        if not values:
            put(code, of, "median", None, 0)
            return
        put(code, of, "median", nearest_rank(values, 50), len(values), off)
        if p95:
            put(code, of, "p95", nearest_rank(values, 95), len(values), off)
        put(code, of, "worst", max(values), len(values), off)

    deviations = []
    for row in exercise.rows.values():
        spec = row["spec"]
        if row["released"] is None or spec.get("template"):
            continue
        if spec["when"]["type"] == "time":
            offset = spec.get("offset")
            start = None if offset is None else (offset + row["shift"]) * 1000
        else:
            start = row["armed"]
        if start is not None and start >= 0:
            deviations.append(abs(row["released"] - start))
    spread("M01", None, deviations)

    took, never = [], 0
    for delivery in exercise.deliveries.values():
        rungs = delivery["rungs"]
        if "delivered" in rungs:
            took.append(max(rungs["delivered"][0] - rungs["queued"][0], 0))
        else:
            never += 1
    spread("M02", None, took, p95=True)
    put("M02", None, "never", never, never)

    for department in [one["code"] for one in exercise.scenario["departments"]]:
        own = [one for one in exercise.deliveries.values() if one["department"] == department]
        led = [one for one in own if scored(exercise, one)]
        dark = off_line(exercise, department)
        put("M27", department, "total", sum(end - start for start, end in dark), len(dark))
        put("M21", department, "worst", peak(own), len(own))
        for code, stage, list_ in (("M03", "acknowledged", own), ("M05", "responded", led)):
            took = [t for t in (elapsed(one, stage, dark) for one in list_) if t is not None]
            spread(code, department, [t[0] for t in took], off=sum(t[1] for t in took))
        late = 0
        for code, duty, list_ in (("M04", "acknowledge", own), ("M06", "complete", led)):
            hit = n = off = 0
            for one in list_:
                limit = (exercise.rows[one["row"]]["spec"].get("targets") or {}).get(duty)
                time = elapsed(one, DUTIES[duty], dark)
                if limit is None or (time is None and duty not in one["overdue"]):
                    continue
                n += 1
                hit += time is not None and time[0] <= limit * 1000
                off += time[1] if time else 0
            put(code, department, "value", hit if n else None, n, off)
        for one in own:
            for duty in one["overdue"]:
                limit = (exercise.rows[one["row"]]["spec"].get("targets") or {}).get(duty)
                time = elapsed(one, DUTIES[duty], dark)
                if limit is None or (time is not None and time[0] <= limit * 1000):
                    continue
                late += 1
                key = f"{one['row']}/{department}"
                put("M07", key, DUTIES[duty], time and time[0], 0 if time is None else 1, time[1] if time else 0)
        put("M07", department, "total", late, late)

        mine = sorted((r for r in exercise.reports if r[2]["department"] == department), key=lambda r: r[:2])
        asked = [one["key"] for one in exercise.scenario.get("report_facts", [])]
        if mine:
            first = mine[0][2]
            held = [k for k in asked if any(f["key"] == k for f in first["facts"]) and k not in first["gaps"]]
            put("M09", department, "value", len(held), len(asked))
        gaps = [b[0] - a[0] for a, b in zip(mine, mine[1:])]
        if gaps:
            marks = [m for o in exercise.scenario["objectives"] for t in o["tasks"] for m in t.get("marks", [])]
            limits = [m["target"] * 1000 for m in marks if m.get("from") is None]
            if limits:
                put("M10", department, "value", sum(g <= min(limits) for g in gaps), len(gaps))
            spread("M10", department, gaps)
        checks = exercise.scenario.get("bindings", {}).get("plan_checks", [])
        scores = [one["score"] for one in own if one["row"] in checks and one["score"]]
        if scores:
            put("M13", department, "value", sum(s[0] for s in scores), sum(s[1] for s in scores))

    for row in exercise.rows.values():
        if not row["spec"].get("decision") or row["released"] is None:
            continue
        chosen = [
            max(one["rungs"]["responded"][1] - one["rungs"]["delivered"][1], 0)
            for one in exercise.deliveries.values()
            if one["row"] == row["spec"]["id"] and one["answer"] and one["answer"]["choice"]
        ]
        put("M20", row["spec"]["id"], "value", chosen[0] if chosen else None, 1 if chosen else 0)

    prepared = [row for row in exercise.rows.values() if row["spec"]["kind"] == "contingency"]
    put("M22", None, "value", sum(r["released"] is not None for r in prepared) if prepared else None, len(prepared))
    put("M23", None, "total", len(exercise.asked), len(exercise.asked))
    waits = [max(exercise.answered[i] - at, 0) for i, at in exercise.asked if i in exercise.answered]
    if waits:
        spread("M23", None, waits)
    unplayed = [
        row for row in exercise.rows.values()
        if row["status"] in ("not_played", "skipped") and not row["spec"].get("template")
    ]
    put("M24", None, "total", len(unplayed), len(unplayed))

    end_at = exercise.ended[1] if exercise.ended else exercise.last[1]
    chains(exercise, put)
    pictures(exercise, put, end_at)
    rumours(exercise, put)

    objectives = exercise.scenario["objectives"]
    tasks = [t["id"] for o in objectives for t in o["tasks"]]
    watched = {t: {s: r for (task, s), r in exercise.ratings.items() if task == t and r != "not_observed"} for t in tasks}
    put("M25", None, "value", sum(bool(watched[t]) for t in tasks) if tasks else None, len(tasks))
    twice = sum(len({s for t in o["tasks"] for s in watched[t["id"]]}) >= 2 for o in objectives)
    put("M25", None, "two_evaluators", twice if objectives else None, len(objectives))
    shared = [watched[t] for t in tasks if len(watched[t]) >= 2]
    put("M26", None, "value", sum(len(set(r.values())) == 1 for r in shared) if shared else None, len(shared))

    end = exercise.ended[0] if exercise.ended else exercise.last[0]
    put("M28", None, "value", len(exercise.pauses), len(exercise.pauses))
    total = sum((to if to is not None else end) - start for start, to in exercise.pauses)
    put("M28", None, "total", total, len(exercise.pauses))
    afterwards(exercise, put)
    return out


def afterwards(exercise, put):
    """M29 and M30: how soon the reports came, and what became of the measures."""
    if exercise.ended and exercise.drafts:
        put("M29", None, "draft", max(min(exercise.drafts.values()) - exercise.ended[0], 0), 1)
    if exercise.ended and exercise.reported is not None:
        put("M29", None, "value", max(exercise.reported - exercise.ended[0], 0), 1)

    try:
        zone = zoneinfo.ZoneInfo(exercise.scenario["settings"]["time_zone"])
    except (KeyError, ValueError, zoneinfo.ZoneInfoNotFoundError):
        zone = datetime.timezone.utc

    def day(wall):
        return datetime.datetime.fromtimestamp(wall / 1000, zone).date().isoformat()

    due = []
    for action in exercise.actions.values():
        if action["due"] is None or action["stage"] == "waived":
            continue
        verified = action["verified"] if action["stage"] == "verified" else None
        if verified is not None or action["due"] < day(exercise.last[0]):
            due.append(verified is not None and day(verified) <= action["due"])
    if due:
        put("M30", None, "value", sum(due), len(due))

    def again(finding):
        clause = (finding["reference"] or "").strip()
        return finding["kind"] == "improvement" and any(
            (one["task"] is not None and one["task"] == finding["task"])
            or (clause != "" and (one["reference"] or "").strip() == clause)
            for one in exercise.earlier
        )

    if exercise.earlier:
        standing = list(exercise.findings.values())
        put("M30", None, "repeated", sum(map(again, standing)) if standing else None, len(standing))


def chains(exercise, put):
    """M08, M14 and M16: named moments of tasks from their own starts."""
    specs = {
        (task["id"], mark["mark"]): mark
        for objective in exercise.scenario["objectives"] for task in objective["tasks"] for mark in task.get("marks", [])
    }

    def start(mark):
        begins = mark.get("from")
        row = exercise.rows.get(begins["row"]) if begins else None
        if row is None or row["released"] is None:
            return None
        if begins["event"] == "released":
            return row["released"]
        own = [one for one in exercise.deliveries.values() if one["row"] == begins["row"]]
        return min((one["rungs"]["delivered"][1] for one in own if "delivered" in one["rungs"]), default=None)

    def moment(code, task, name):
        begins, at = start(specs[task, name]), exercise.done(task, name)
        took = None if begins is None or at is None else max(at - begins, 0)
        put(code, f"{task}/{name}", "value", took, 0 if took is None else 1)

    def chain(code, hops):
        hops = [(hop["task"], hop["mark"]) for hop in hops if (hop["task"], hop["mark"]) in specs]
        for task, name in hops:
            moment(code, task, name)
        begins = [at for at in (start(specs[hop]) for hop in hops) if at is not None]
        ends = [exercise.done(*hop) for hop in hops]
        whole = bool(hops) and bool(begins) and None not in ends
        put(code, None, "total", max(max(ends) - min(begins), 0) if whole else None, 1 if whole else 0)

    bindings = exercise.scenario.get("bindings", {})
    chain("M08", bindings.get("report_chain", []))
    for task, name in specs:
        if name == "on_scene":
            moment("M14", task, name)
    chain("M16", bindings.get("medical_chain", []))


def pictures(exercise, put, end_at):
    """M11 relays, M12 contradictions, M15 equipment, M19 claims and promises."""
    bindings = exercise.scenario.get("bindings", {})
    for relay in bindings.get("relays", []):
        row, hops = exercise.rows.get(relay["inject"]), relay["hops"]
        if row is None or row["released"] is None or not hops:
            continue
        last = exercise.hops.get((relay["inject"], len(hops) - 1))
        asked = len(row["spec"]["key_facts"])
        kept = sum(heard == "kept" for heard in last["facts"].values()) if last else 0
        put("M11", relay["inject"], "value", kept if last and asked else None, asked if last else 0)
        first = exercise.hops.get((relay["inject"], 0), {}).get("at")
        told = [
            one["rungs"]["acknowledged"][1] for one in exercise.deliveries.values()
            if one["row"] == relay["inject"] and one["department"] == hops[0] and "acknowledged" in one["rungs"]
        ]
        begins = min([at for at in [first, *told] if at is not None], default=None)
        if len(hops) == 1 and last:
            last = {**last, "at": begins}
        took = None if begins is None or last is None else max(last["at"] - begins, 0)
        put("M11", relay["inject"], "time", took, 0 if took is None else 1)

    for fact, steps in exercise.upheld.items():
        held, since, total, spells = {}, None, 0, 0
        for at, _, department, value in sorted(steps, key=lambda step: step[:2]):
            held.pop(department, None)
            if value is not None:
                held[department] = value
            differs = len({json.dumps(one) for one in held.values()}) > 1
            if differs and since is None:
                since, spells = at, spells + 1
            elif not differs and since is not None:
                total, since = total + at - since, None
        total += 0 if since is None else end_at - since
        if spells:
            put("M12", fact, "total", total, spells)

    for id_, fault in exercise.faults.items():
        for part, at in (("value", fault["backup"]), ("logged", fault["logged"])):
            put("M15", id_, part, None if at is None else max(at - fault["at"], 0), 0 if at is None else 1)
    for list_ in exercise.scenario.get("checklists", []):
        left = exercise.left.get(list_["department"])
        ticks = exercise.ticks.get(list_["department"], {}).values()
        in_time = [at for at in ticks if left is None or at <= left]
        put("M15", list_["department"], "checklist", len(in_time) if list_["items"] else None, len(list_["items"]))

    for department in [one["code"] for one in exercise.scenario["departments"]]:
        claims = [one for one in exercise.claims.values() if one["department"] == department]
        if claims:
            put("M19", department, "read_back", sum(one["read_back"] for one in claims), len(claims))
        made = [one for one in exercise.promises.values() if one["what"]["department"] == department]
        if not made:
            continue
        whole = [one for one in made if all(one["what"][part] is not None for part in ("person", "due", "told_by", "checker"))]
        beyond = sum(one["beyond"] for one in made)
        put("M19", department, "value", len(made), len(made))
        put("M19", department, "complete", len(whole), len(made))
        put("M19", department, "beyond_authority", beyond, beyond)
        ended = [one for one in made if one["ended"] is not None or one["overdue"]]
        if ended:
            put("M19", department, "kept", sum(one["ended"] == "kept" for one in ended), len(ended))


def rumours(exercise, put):
    """M17: from the appearance of a bound rumour; M18: gates of what went out."""
    bindings = exercise.scenario.get("bindings", {}).get("rumours", [])
    for bound, name in [(one, one[part]) for one in bindings for part in ("appears", "grows") if one.get(part)]:
        row = exercise.rows.get(name)
        if row is None or row["released"] is None:
            continue
        post = next((one for one in exercise.posts.values() if one["row"] == name), None)
        at = post["at"] if post else row["released"]
        first = post["answers"][0] if post and post["answers"] else None
        answer = exercise.statements[first] if first else None
        again = exercise.statements[answer["by"]] if answer and answer["by"] else None

        def marked(moment):
            task = bound["detect"] if moment == "detected" else bound["statement"]
            return exercise.done(task, moment)

        moments = {
            "detected": [post and post["noticed"], marked("detected")],
            "verified": [post and post["found"], marked("verified")],
            "first_statement": [answer and answer["at"], marked("first_statement")],
            "corrected": [again and again["at"]],
        }
        for part, known in moments.items():
            known = [one for one in known if one is not None]
            put("M17", name, part, max(min(known) - at, 0) if known else None, 1 if known else 0)
    out = [one for one in exercise.statements.values() if one["at"] is not None]
    if out:
        put("M18", None, "approved", sum(not one["unapproved"] and not one["withdrawn"] for one in out), len(out))
        agree = [all(f["verdict"] not in ("contradicts", "unconfirmed") for f in one["figures"]) for one in out]
        put("M18", None, "figures", sum(agree), len(out))
        put("M18", None, "personal_data", sum(one["draft"]["no_personal_data"] for one in out), len(out))


def read(journal, exercise):
    connection = sqlite3.connect(f"file:{journal}?mode=ro", uri=True)
    rows = connection.execute(
        "SELECT seq, wall, exercise_ms, actor, events FROM commits WHERE exercise = ? ORDER BY seq", (exercise,)
    )
    return [(seq, wall, at, json.loads(actor), json.loads(events)) for seq, wall, at, actor, events in rows]


def evidence(value):
    """Every piece of evidence that stands anywhere in the report."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "evidence":
                yield from inner
            else:
                yield from evidence(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from evidence(inner)


def main(journal, exercise, report):
    commits = read(journal, exercise)
    with open(report, encoding="utf-8") as file:
        report = json.load(file)
    measures = report if isinstance(report, list) else report["document"]["measures"]
    mine = compute(Exercise(commits))
    wrong, compared = [], 0
    for one in measures:
        key = (one["code"], one["of"]["id"], one["part"])
        compared += 1
        if mine.get(key) != (one["value"], one["n"], one["not_counted_ms"]):
            said = f"{one['value']} of {one['n']}, {one['not_counted_ms']} ms off line"
            wrong.append(f"{key}: the report says {said}, the record {mine.get(key)}")
    said = {(m["code"], m["of"]["id"], m["part"]) for m in measures}
    wrong += [f"{key}: missing in the report, {value}" for key, value in mine.items() if key not in said]
    times = {seq: at for seq, _, at, _, _ in commits}
    rests = 0
    for one in evidence(report):
        rests += 1
        if one["seq"] not in times:
            wrong.append(f"commit {one['seq']} is not in the record")
    codes = len({key[0] for key in said})
    off = sum(one["not_counted_ms"] for one in measures)
    print(f"{compared} numbers of {codes} codes recomputed, {off} ms off line among them, "
          f"{rests} pieces of evidence found, {len(wrong)} wrong")
    for line in wrong:
        print("  " + line)
    return 1 if wrong or not compared else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
