"""Set: HTML in, galleys out.  The only room that knows WeasyPrint.

:class:`SettingRoom` is what other rooms use.  It keeps what was set once, and lets worker processes
set the rest; the engine itself is loaded in these alone.
"""

from typeset.set.cluster import ClusterPool
from typeset.set.pool import Pool
from typeset.set.room import SettingRoom, setting_room
from typeset.set.task import Style, Task

__all__ = ["ClusterPool", "Pool", "SettingRoom", "Style", "Task", "setting_room"]
