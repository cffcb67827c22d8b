"""核对公开稿: a finished document checked as the bureau checks it, each finding beside the page on which it stands."""
