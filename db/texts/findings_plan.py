"""What stands against a plan for appointments that break."""

SENTENCES: dict[str, str] = {
    "plan.collides": "{day}: {cause}",
    "plan.asks": "{day}: {cause}",
    "plan.not_undone": (
        "One of these appointments has been changed since, so nothing was put back. "
        "Change them one by one."
    ),
    "plan.at_the_hearing": "{name} is at the hearing then.",
    "plan.hearing_stays": "The court has set the time of a hearing: only who attends can change.",
}
