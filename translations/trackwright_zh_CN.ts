<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>Open video or project…</source>
        <translation>打开视频或项目…</translation>
    </message>
    <message>
        <source>Open image folder…</source>
        <translation>打开图像文件夹…</translation>
    </message>
    <message>
        <source>Import tracks…</source>
        <translation>导入轨迹…</translation>
    </message>
    <message>
        <source>Export ground truth…</source>
        <translation>导出真值…</translation>
    </message>
    <message>
        <source>Export data set…</source>
        <translation>导出数据集…</translation>
    </message>
    <message>
        <source>Save project as…</source>
        <translation>项目另存为…</translation>
    </message>
    <message>
        <source>Locate the video…</source>
        <translation>定位视频…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>首选项…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Swap identities from here…</source>
        <translation>从此处起交换身份…</translation>
    </message>
    <message>
        <source>Join with the continuation…</source>
        <translation>与后续轨迹合并…</translation>
    </message>
    <message>
        <source>Join several by clicking</source>
        <translation>点击合并多条轨迹</translation>
    </message>
    <message>
        <source>Split here</source>
        <translation>在此处拆分</translation>
    </message>
    <message>
        <source>Delete track</source>
        <translation>删除轨迹</translation>
    </message>
    <message>
        <source>Delete from here on</source>
        <translation>删除此处之后的部分</translation>
    </message>
    <message>
        <source>Delete this box</source>
        <translation>删除此框</translation>
    </message>
    <message>
        <source>Track ends here</source>
        <translation>轨迹在此结束</translation>
    </message>
    <message>
        <source>New person</source>
        <translation>新建人员</translation>
    </message>
    <message>
        <source>Draw the selected person here</source>
        <translation>在此处绘制所选人员</translation>
    </message>
    <message>
        <source>Keyframe</source>
        <translation>关键帧</translation>
    </message>
    <message>
        <source>Fill or clear gaps</source>
        <translation>填补或清除空缺</translation>
    </message>
    <message>
        <source>Fill all gaps</source>
        <translation>填补所有空缺</translation>
    </message>
    <message>
        <source>Fill gaps in straight lines</source>
        <translation>以直线填补空缺</translation>
    </message>
    <message>
        <source>Who is this?</source>
        <translation>这是谁？</translation>
    </message>
    <message>
        <source>Next ghost</source>
        <translation>下一个虚影</translation>
    </message>
    <message>
        <source>Occluded</source>
        <translation>被遮挡</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>已核对</translation>
    </message>
    <message>
        <source>Hide track</source>
        <translation>隐藏轨迹</translation>
    </message>
    <message>
        <source>Show all tracks</source>
        <translation>显示所有轨迹</translation>
    </message>
    <message>
        <source>Lock track</source>
        <translation>锁定轨迹</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Colour…</source>
        <translation>颜色…</translation>
    </message>
    <message>
        <source>Select all tracks</source>
        <translation>选择所有轨迹</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>接受</translation>
    </message>
    <message>
        <source>Accept without filling the gap</source>
        <translation>接受但不填补空缺</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Nearest person</source>
        <translation>最近的人</translation>
    </message>
    <message>
        <source>Second nearest person</source>
        <translation>第二近的人</translation>
    </message>
    <message>
        <source>Third nearest person</source>
        <translation>第三近的人</translation>
    </message>
    <message>
        <source>Fourth nearest person</source>
        <translation>第四近的人</translation>
    </message>
    <message>
        <source>Fifth nearest person</source>
        <translation>第五近的人</translation>
    </message>
    <message>
        <source>Sixth nearest person</source>
        <translation>第六近的人</translation>
    </message>
    <message>
        <source>Seventh nearest person</source>
        <translation>第七近的人</translation>
    </message>
    <message>
        <source>Eighth nearest person</source>
        <translation>第八近的人</translation>
    </message>
    <message>
        <source>Ninth nearest person</source>
        <translation>第九近的人</translation>
    </message>
    <message>
        <source>Move box left</source>
        <translation>框左移</translation>
    </message>
    <message>
        <source>Move box right</source>
        <translation>框右移</translation>
    </message>
    <message>
        <source>Move box up</source>
        <translation>框上移</translation>
    </message>
    <message>
        <source>Move box down</source>
        <translation>框下移</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Previous frame</source>
        <translation>上一帧</translation>
    </message>
    <message>
        <source>Next frame</source>
        <translation>下一帧</translation>
    </message>
    <message>
        <source>10 frames back</source>
        <translation>后退 10 帧</translation>
    </message>
    <message>
        <source>10 frames forward</source>
        <translation>前进 10 帧</translation>
    </message>
    <message>
        <source>One second back</source>
        <translation>后退一秒</translation>
    </message>
    <message>
        <source>One second forward</source>
        <translation>前进一秒</translation>
    </message>
    <message>
        <source>Start of the track</source>
        <translation>轨迹起点</translation>
    </message>
    <message>
        <source>End of the track</source>
        <translation>轨迹终点</translation>
    </message>
    <message>
        <source>First frame</source>
        <translation>第一帧</translation>
    </message>
    <message>
        <source>Last frame</source>
        <translation>最后一帧</translation>
    </message>
    <message>
        <source>Previous keyframe</source>
        <translation>上一关键帧</translation>
    </message>
    <message>
        <source>Next keyframe</source>
        <translation>下一关键帧</translation>
    </message>
    <message>
        <source>Previous track</source>
        <translation>上一条轨迹</translation>
    </message>
    <message>
        <source>Next track</source>
        <translation>下一条轨迹</translation>
    </message>
    <message>
        <source>Go to frame…</source>
        <translation>转到帧…</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>减速</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>加速</translation>
    </message>
    <message>
        <source>Play backwards, again: faster</source>
        <translation>倒放，再按加速</translation>
    </message>
    <message>
        <source>Stop playing</source>
        <translation>停止播放</translation>
    </message>
    <message>
        <source>Play forwards, again: faster</source>
        <translation>正放，再按加速</translation>
    </message>
    <message>
        <source>Range begins here</source>
        <translation>范围从此处开始</translation>
    </message>
    <message>
        <source>Range ends here</source>
        <translation>范围到此处结束</translation>
    </message>
    <message>
        <source>Clear range</source>
        <translation>清除范围</translation>
    </message>
    <message>
        <source>Fit the video</source>
        <translation>适应视频</translation>
    </message>
    <message>
        <source>Actual size</source>
        <translation>实际大小</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Follow the selected person</source>
        <translation>跟随所选人员</translation>
    </message>
    <message>
        <source>Fit the timeline</source>
        <translation>时间轴适应窗口</translation>
    </message>
    <message>
        <source>Zoom the timeline in</source>
        <translation>放大时间轴</translation>
    </message>
    <message>
        <source>Zoom the timeline out</source>
        <translation>缩小时间轴</translation>
    </message>
    <message>
        <source>Pack the lanes</source>
        <translation>紧凑排列轨道</translation>
    </message>
    <message>
        <source>Lanes in appearance colours</source>
        <translation>轨道按外观着色</translation>
    </message>
    <message>
        <source>Identities</source>
        <translation>身份</translation>
    </message>
    <message>
        <source>Trails</source>
        <translation>运动轨迹线</translation>
    </message>
    <message>
        <source>Ghosts: weaker detections</source>
        <translation>虚影：较弱的检测</translation>
    </message>
    <message>
        <source>Show weaker ghosts</source>
        <translation>显示更弱的虚影</translation>
    </message>
    <message>
        <source>Show only stronger ghosts</source>
        <translation>只显示较强的虚影</translation>
    </message>
    <message>
        <source>Similarity map of the selected person</source>
        <translation>所选人员的相似度图</translation>
    </message>
    <message>
        <source>Line patterns beside colours</source>
        <translation>除颜色外使用线型</translation>
    </message>
    <message>
        <source>Video only</source>
        <translation>仅视频</translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation>轨迹</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>检查器</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史记录</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>审查</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间轴</translation>
    </message>
    <message>
        <source>Show only the selected tracks</source>
        <translation>只显示所选轨迹</translation>
    </message>
    <message>
        <source>Filter tracks</source>
        <translation>筛选轨迹</translation>
    </message>
    <message>
        <source>Command palette…</source>
        <translation>命令面板…</translation>
    </message>
    <message>
        <source>Reset the layout</source>
        <translation>重置布局</translation>
    </message>
    <message>
        <source>Track people</source>
        <translation>跟踪人员</translation>
    </message>
    <message>
        <source>Tracking options…</source>
        <translation>跟踪选项…</translation>
    </message>
    <message>
        <source>Pause or resume</source>
        <translation>暂停或继续</translation>
    </message>
    <message>
        <source>Stop tracking</source>
        <translation>停止跟踪</translation>
    </message>
    <message>
        <source>Measure colours and camera motion</source>
        <translation>测量颜色和摄像机运动</translation>
    </message>
    <message>
        <source>Train a model…</source>
        <translation>训练模型…</translation>
    </message>
    <message>
        <source>Review mode</source>
        <translation>审查模式</translation>
    </message>
    <message>
        <source>Not a person</source>
        <translation>不是人</translation>
    </message>
    <message>
        <source>Next finding</source>
        <translation>下一个可疑项</translation>
    </message>
    <message>
        <source>Previous finding</source>
        <translation>上一个可疑项</translation>
    </message>
    <message>
        <source>Keep as it is</source>
        <translation>保持原样</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>稍后</translation>
    </message>
    <message>
        <source>Take the last verdict back</source>
        <translation>撤回上一个判定</translation>
    </message>
    <message>
        <source>Cut one frame earlier</source>
        <translation>切点提前一帧</translation>
    </message>
    <message>
        <source>Cut one frame later</source>
        <translation>切点推后一帧</translation>
    </message>
    <message>
        <source>Apply verdicts from here…</source>
        <translation>从此处起应用判定…</translation>
    </message>
    <message>
        <source>Apply verdicts to the whole video…</source>
        <translation>将判定应用于整个视频…</translation>
    </message>
    <message>
        <source>Identity board…</source>
        <translation>身份面板…</translation>
    </message>
    <message>
        <source>Loop around the finding</source>
        <translation>循环播放可疑处</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>About Trackwright</source>
        <translation>关于 Trackwright</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&gt;Choose nearby</source>
        <translation>&gt;选择附近的人</translation>
    </message>
    <message>
        <source>&gt;Move box</source>
        <translation>&gt;移动框</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>转到(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Track</source>
        <translation>跟踪(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Review</source>
        <translation>审查(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Next video in the folder</source>
        <translation>文件夹中的下一个视频</translation>
    </message>
    <message>
        <source>Copy the box to the next frame</source>
        <translation>将框复制到下一帧</translation>
    </message>
    <message>
        <source>Accept without waiting for the pictures</source>
        <translation>不等图片直接接受</translation>
    </message>
    <message>
        <source>Put off without waiting for the pictures</source>
        <translation>不等图片直接推迟</translation>
    </message>
    <message>
        <source>Export video…</source>
        <translation>导出视频…</translation>
    </message>
    <message>
        <source>Show the collection</source>
        <translation>显示合集</translation>
    </message>
    <message>
        <source>New collection…</source>
        <translation>新建合集…</translation>
    </message>
    <message>
        <source>Add videos…</source>
        <translation>添加视频…</translation>
    </message>
    <message>
        <source>Open the video</source>
        <translation>打开视频</translation>
    </message>
    <message>
        <source>Next video</source>
        <translation>下一个视频</translation>
    </message>
    <message>
        <source>Previous video</source>
        <translation>上一个视频</translation>
    </message>
    <message>
        <source>Track all</source>
        <translation>全部跟踪</translation>
    </message>
    <message>
        <source>Export all…</source>
        <translation>全部导出…</translation>
    </message>
    <message>
        <source>Assign…</source>
        <translation>分配…</translation>
    </message>
    <message>
        <source>Submit</source>
        <translation>提交</translation>
    </message>
    <message>
        <source>Accept the work</source>
        <translation>接受</translation>
    </message>
    <message>
        <source>Send back…</source>
        <translation>退回…</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>评论</translation>
    </message>
    <message>
        <source>Second annotation…</source>
        <translation>第二份标注…</translation>
    </message>
    <message>
        <source>Agreement…</source>
        <translation>一致性…</translation>
    </message>
    <message>
        <source>Find moved files…</source>
        <translation>查找已移动的文件…</translation>
    </message>
    <message>
        <source>Close the collection</source>
        <translation>关闭合集</translation>
    </message>
    <message>
        <source>&gt;Collection</source>
        <translation>&gt;合集</translation>
    </message>
    <message>
        <source>Loop in the range</source>
        <translation>在范围内循环播放</translation>
    </message>
    <message>
        <source>Absent here</source>
        <translation>此处不在画面中</translation>
    </message>
    <message>
        <source>Class…</source>
        <translation>类别…</translation>
    </message>
    <message>
        <source>Attributes…</source>
        <translation>属性…</translation>
    </message>
    <message>
        <source>New class…</source>
        <translation>新类别…</translation>
    </message>
    <message>
        <source>New attribute…</source>
        <translation>新属性…</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>写备注</translation>
    </message>
    <message>
        <source>Set or remove a bookmark</source>
        <translation>设置或移除书签</translation>
    </message>
    <message>
        <source>Previous note or bookmark</source>
        <translation>上一条备注或书签</translation>
    </message>
    <message>
        <source>Next note or bookmark</source>
        <translation>下一条备注或书签</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Tune tracking on what was corrected…</source>
        <translation>根据修正结果调整跟踪…</translation>
    </message>
</context>
<context>
    <name>Application</name>
    <message>
        <source>Trackwright crashed the last time</source>
        <translation>Trackwright 上次崩溃了</translation>
    </message>
    <message>
        <source>Open Report</source>
        <translation>打开报告</translation>
    </message>
    <message>
        <source>A report was written to %1. It stays on this machine. Your projects were saved as you worked.</source>
        <translation>报告已写入 %1，仅留在本机。您的项目在工作时已保存。</translation>
    </message>
</context>
<context>
    <name>Association</name>
    <message numerus="yes">
        <source>%n tracks became %1</source>
        <translation>
            <numerusform>%n 条轨迹变为 %1 条</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were not people</source>
        <translation>
            <numerusform>%n 条不是人</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were pieces of another</source>
        <translation>
            <numerusform>%n 条是其他轨迹的片段</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n are new</source>
        <translation>
            <numerusform>%n 条是新的</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>tracks became, reasons</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between reasons</comment>
        <translation>，</translation>
    </message>
</context>
<context>
    <name>Classes</name>
    <message>
        <source>Pedestrian</source>
        <translation>行人</translation>
    </message>
    <message>
        <source>Person on vehicle</source>
        <translation>车上的人</translation>
    </message>
    <message>
        <source>Car</source>
        <translation>汽车</translation>
    </message>
    <message>
        <source>Bicycle</source>
        <translation>自行车</translation>
    </message>
    <message>
        <source>Motorbike</source>
        <translation>摩托车</translation>
    </message>
    <message>
        <source>Vehicle without motor</source>
        <translation>非机动车</translation>
    </message>
    <message>
        <source>Static person</source>
        <translation>静止的人</translation>
    </message>
    <message>
        <source>Distractor</source>
        <translation>干扰物</translation>
    </message>
    <message>
        <source>Occluder</source>
        <translation>遮挡物</translation>
    </message>
    <message>
        <source>Occluder on the ground</source>
        <translation>地面遮挡物</translation>
    </message>
    <message>
        <source>Occluder, full</source>
        <translation>完全遮挡物</translation>
    </message>
    <message>
        <source>Reflection</source>
        <translation>倒影</translation>
    </message>
    <message>
        <source>Crowd</source>
        <translation>人群</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
</context>
<context>
    <name>EditController</name>
    <message>
        <source>Select a person with a box in this frame first.</source>
        <translation>请先选择在此帧中有框的人物。</translation>
    </message>
    <message>
        <source>This is the last frame.</source>
        <translation>这是最后一帧。</translation>
    </message>
    <message>
        <source>All marked frames after this one have a box of %1.</source>
        <translation>此帧之后的所有标记帧都有 %1 的框。</translation>
    </message>
    <message>
        <source>Frame %1 has a box of %2 already.</source>
        <translation>第 %1 帧已有 %2 的框。</translation>
    </message>
    <message numerus="yes">
        <source>Copied the box of %1 to %n frames</source>
        <translation>
            <numerusform>已将 %1 的框复制到 %n 帧</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ErrorPresenter</name>
    <message>
        <source>That is not possible here.</source>
        <translation>此处无法执行该操作。</translation>
    </message>
    <message>
        <source>It was not found.</source>
        <translation>未找到。</translation>
    </message>
    <message>
        <source>The data cannot be read.</source>
        <translation>无法读取数据。</translation>
    </message>
    <message>
        <source>This kind of file is not supported.</source>
        <translation>不支持这种文件。</translation>
    </message>
    <message>
        <source>The weights do not fit the network.</source>
        <translation>权重与网络不匹配。</translation>
    </message>
    <message>
        <source>The file was refused because reading it would not be safe.</source>
        <translation>读取该文件不安全，已拒绝。</translation>
    </message>
    <message>
        <source>Reading or writing failed.</source>
        <translation>读写失败。</translation>
    </message>
    <message>
        <source>Not available on this machine.</source>
        <translation>本机不可用。</translation>
    </message>
    <message>
        <source>There is not enough memory.</source>
        <translation>内存不足。</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>已停止。</translation>
    </message>
    <message>
        <source>Something went wrong inside the program.</source>
        <translation>程序内部出错。</translation>
    </message>
    <message>
        <source>This is in use or exists already.</source>
        <translation>正在使用或已存在。</translation>
    </message>
</context>
<context>
    <name>Formats</name>
    <message>
        <source>MOTChallenge ground truth (gt.txt)</source>
        <translation>MOTChallenge 真值 (gt.txt)</translation>
    </message>
    <message>
        <source>MOTChallenge result (TrackEval)</source>
        <translation>MOTChallenge 结果 (TrackEval)</translation>
    </message>
    <message>
        <source>MOTChallenge 2015 ground truth</source>
        <translation>MOTChallenge 2015 真值</translation>
    </message>
    <message>
        <source>MOTChallenge detections (det.txt)</source>
        <translation>MOTChallenge 检测 (det.txt)</translation>
    </message>
    <message>
        <source>CVAT for video 1.1</source>
        <translation>CVAT 视频 1.1</translation>
    </message>
    <message>
        <source>COCO with track ids</source>
        <translation>COCO（含轨迹编号）</translation>
    </message>
    <message>
        <source>DIVE JSON version 2</source>
        <translation>DIVE JSON 第 2 版</translation>
    </message>
    <message>
        <source>KITTI tracking</source>
        <translation>KITTI 跟踪</translation>
    </message>
    <message>
        <source>Ultralytics text results</source>
        <translation>Ultralytics 文本结果</translation>
    </message>
    <message>
        <source>CSV table</source>
        <translation>CSV 表格</translation>
    </message>
</context>
<context>
    <name>Language</name>
    <message>
        <source>English</source>
        <translation>简体中文</translation>
    </message>
</context>
<context>
    <name>PicturePlan</name>
    <message>
        <source>As it is</source>
        <translation>现状</translation>
    </message>
    <message>
        <source>After the swap</source>
        <translation>交换后</translation>
    </message>
    <message>
        <source>until frame %1</source>
        <translation>到第 %1 帧</translation>
    </message>
    <message>
        <source>from frame %1 on</source>
        <translation>从第 %1 帧起</translation>
    </message>
    <message>
        <source>before frame %1 | from there on</source>
        <translation>第 %1 帧之前 | 之后</translation>
    </message>
    <message>
        <source>before | after</source>
        <translation>之前 | 之后</translation>
    </message>
    <message>
        <source>in between</source>
        <translation>其间</translation>
    </message>
</context>
<context>
    <name>Review</name>
    <message>
        <source>Never seen together: where one is, the other is not.</source>
        <translation>从不同时出现：一个在时另一个不在。</translation>
    </message>
    <message>
        <source>%1 ends at frame %2, %3 begins %4 s later.</source>
        <translation>%1 在第 %2 帧结束，%3 在 %4 秒后开始。</translation>
    </message>
    <message numerus="yes">
        <source>%n frames</source>
        <translation>
            <numerusform>%n 帧</numerusform>
        </translation>
    </message>
    <message>
        <source>, mean score %1, moves by %2 of its height.</source>
        <translation>，平均得分 %1，移动量为身高的 %2 倍。</translation>
    </message>
    <message>
        <source>Frames %1 to %2, %3 s.</source>
        <translation>第 %1 至 %2 帧，%3 秒。</translation>
    </message>
    <message>
        <source>Identity swap?</source>
        <translation>身份互换？</translation>
    </message>
    <message>
        <source>Same person?</source>
        <translation>同一个人？</translation>
    </message>
    <message>
        <source>Same person later?</source>
        <translation>之后是同一个人？</translation>
    </message>
    <message>
        <source>Jump to another person?</source>
        <translation>跳到了另一个人？</translation>
    </message>
    <message>
        <source>Two tracks on one person?</source>
        <translation>一个人有两条轨迹？</translation>
    </message>
    <message>
        <source>Not a person?</source>
        <translation>不是人？</translation>
    </message>
    <message>
        <source>Missed stretch?</source>
        <translation>漏掉了一段？</translation>
    </message>
    <message>
        <source>Begins or ends too early?</source>
        <translation>开始太晚或结束太早？</translation>
    </message>
    <message>
        <source>Box beside the person?</source>
        <translation>框偏离了人？</translation>
    </message>
    <message>
        <source>Weak detections</source>
        <translation>检测较弱</translation>
    </message>
    <message>
        <source>Two people in one box?</source>
        <translation>一个框里有两个人？</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 和 %2</translation>
    </message>
    <message>
        <source>Are %1 and %2 exchanged in frames %3 to %4?</source>
        <translation>%1 和 %2 在第 %3 至 %4 帧互换了吗？</translation>
    </message>
    <message>
        <source>Are %1 and %2 exchanged from frame %3 on?</source>
        <translation>%1 和 %2 从第 %3 帧起互换了吗？</translation>
    </message>
    <message>
        <source>Is %2 the same person as %1?</source>
        <translation>%2 与 %1 是同一个人吗？</translation>
    </message>
    <message>
        <source>Does %1 become another person at frame %2?</source>
        <translation>%1 在第 %2 帧变成了另一个人吗？</translation>
    </message>
    <message>
        <source>Do %1 and %2 mark the same person?</source>
        <translation>%1 和 %2 标的是同一个人吗？</translation>
    </message>
    <message>
        <source>Is %1 not a person?</source>
        <translation>%1 不是人吗？</translation>
    </message>
    <message>
        <source>Is %1 there in frames %2 to %3?</source>
        <translation>%1 在第 %2 至 %3 帧出现了吗？</translation>
    </message>
    <message>
        <source>Is %1 seen before frame %2 already?</source>
        <translation>%1 在第 %2 帧之前就能看到吗？</translation>
    </message>
    <message>
        <source>Is %1 still seen after frame %2?</source>
        <translation>%1 在第 %2 帧之后还能看到吗？</translation>
    </message>
    <message>
        <source>Is the box of %1 beside the person?</source>
        <translation>%1 的框偏离了人吗？</translation>
    </message>
    <message>
        <source>Is %1 right here?</source>
        <translation>%1 在此处正确吗？</translation>
    </message>
    <message>
        <source>Does the box of %1 hold two people?</source>
        <translation>%1 的框里有两个人吗？</translation>
    </message>
    <message>
        <source>They meet about frame %1.</source>
        <translation>他们约在第 %1 帧相遇。</translation>
    </message>
    <message>
        <source>It begins or ends away from the border of the image and from other people.</source>
        <translation>其起止处远离图像边缘和其他人。</translation>
    </message>
    <message>
        <source>Likely (%1 %)</source>
        <translation>很可能（%1 %）</translation>
    </message>
    <message>
        <source>Possible (%1 %)</source>
        <translation>有可能（%1 %）</translation>
    </message>
    <message>
        <source>Unlikely (%1 %)</source>
        <translation>不太可能（%1 %）</translation>
    </message>
    <message>
        <source>Swap</source>
        <translation>交换</translation>
    </message>
    <message>
        <source>Same person</source>
        <translation>同一个人</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>拆分</translation>
    </message>
    <message>
        <source>Delete one</source>
        <translation>删除其一</translation>
    </message>
    <message>
        <source>Not a person</source>
        <translation>不是人</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>填补</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>延续</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>修正</translation>
    </message>
    <message>
        <source>Different people</source>
        <translation>不同的人</translation>
    </message>
    <message>
        <source>A person</source>
        <translation>是人</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Swapped %1 and %2 from frame %3 on</source>
        <translation>已从第 %3 帧起交换 %1 和 %2</translation>
    </message>
    <message>
        <source>Joined %1 and %2</source>
        <translation>已合并 %1 和 %2</translation>
    </message>
    <message>
        <source>Split %1 at frame %2</source>
        <translation>已在第 %2 帧拆分 %1</translation>
    </message>
    <message>
        <source>Deleted the second track on %1</source>
        <translation>已删除 %1 上的第二条轨迹</translation>
    </message>
    <message>
        <source>Deleted %1</source>
        <translation>已删除 %1</translation>
    </message>
    <message>
        <source>Filled %1</source>
        <translation>已填补 %1</translation>
    </message>
    <message>
        <source>Extended %1</source>
        <translation>已延长 %1</translation>
    </message>
    <message>
        <source>Corrected %1</source>
        <translation>已修正 %1</translation>
    </message>
    <message>
        <source>Two people in one track?</source>
        <translation>一条轨迹中有两个人？</translation>
    </message>
    <message>
        <source>Working out this fix; the next finding follows…</source>
        <translation>正在计算此修正，随后显示下一个可疑项…</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>Checking</source>
        <translation>检查中</translation>
    </message>
    <message>
        <source>Evaluating</source>
        <translation>评估中</translation>
    </message>
    <message>
        <source>Collecting evidence</source>
        <translation>收集证据</translation>
    </message>
    <message>
        <source>Writing images</source>
        <translation>写入图像</translation>
    </message>
    <message>
        <source>Reading the video&apos;s index</source>
        <translation>读取视频索引</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>打开中</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>读取中</translation>
    </message>
    <message>
        <source>Preparing the labels</source>
        <translation>准备标签</translation>
    </message>
    <message>
        <source>Looking for errors</source>
        <translation>查找错误</translation>
    </message>
    <message>
        <source>Tracking</source>
        <translation>跟踪</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Validating</source>
        <translation>验证中</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>写入中</translation>
    </message>
    <message>
        <source>Tuning</source>
        <translation>正在调整</translation>
    </message>
</context>
<context>
    <name>Synonyms</name>
    <message>
        <source>merge link connect combine</source>
        <translation>连接 链接 组合 merge</translation>
    </message>
    <message>
        <source>merge link several</source>
        <translation>连接 多条 merge</translation>
    </message>
    <message>
        <source>cut break divide</source>
        <translation>切开 分割 断开</translation>
    </message>
    <message>
        <source>exchange switch transpose</source>
        <translation>互换 调换</translation>
    </message>
    <message>
        <source>remove erase</source>
        <translation>移除 清除</translation>
    </message>
    <message>
        <source>remove detection</source>
        <translation>移除 检测</translation>
    </message>
    <message>
        <source>outside leaves stop</source>
        <translation>离开 停止</translation>
    </message>
    <message>
        <source>add draw annotate bounding box</source>
        <translation>添加 绘制 标注 边界框</translation>
    </message>
    <message>
        <source>interpolate</source>
        <translation>插值</translation>
    </message>
    <message>
        <source>key frame anchor</source>
        <translation>锚点</translation>
    </message>
    <message>
        <source>goto jump seek</source>
        <translation>跳转 定位</translation>
    </message>
    <message>
        <source>isolate only</source>
        <translation>单独 独显</translation>
    </message>
    <message>
        <source>save MOT gt download</source>
        <translation>保存 MOT gt</translation>
    </message>
    <message>
        <source>load annotations upload</source>
        <translation>加载 标注</translation>
    </message>
    <message>
        <source>missing find video</source>
        <translation>丢失 查找</translation>
    </message>
    <message>
        <source>settings options theme language</source>
        <translation>设置 选项 主题 语言</translation>
    </message>
    <message>
        <source>shortcuts hotkeys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>errors suspicious check verify</source>
        <translation>错误 可疑 检查</translation>
    </message>
    <message>
        <source>reject ignore fine</source>
        <translation>拒绝 忽略</translation>
    </message>
    <message>
        <source>run detect</source>
        <translation>运行 检测</translation>
    </message>
    <message>
        <source>paste propagate repeat duplicate</source>
        <translation>粘贴 传播 重复</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>people, at most %1</source>
        <translation>人数，最多 %1</translation>
    </message>
    <message>
        <source>risk</source>
        <translation>风险</translation>
    </message>
    <message>
        <source>Bookmark</source>
        <translation>书签</translation>
    </message>
    <message>
        <source>%1 is out of the picture here and comes back under this number.</source>
        <translation>%1 在此处离开画面，之后以同一编号返回。</translation>
    </message>
</context>
<context>
    <name>tw::ui::AboutDialog</name>
    <message>
        <source>About Trackwright</source>
        <translation>关于 Trackwright</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>版本 %1</translation>
    </message>
    <message>
        <source>From tracker output to ground truth.

Apache License 2.0. Made with Qt, FFmpeg, LibTorch, oneDNN, OpenCV, Eigen, SQLite, pugixml, nlohmann-json, spdlog.</source>
        <translation>从跟踪结果到真值。

Apache 许可证 2.0。使用 Qt、FFmpeg、LibTorch、oneDNN、OpenCV、Eigen、SQLite、pugixml、nlohmann-json、spdlog 构建。</translation>
    </message>
</context>
<context>
    <name>tw::ui::AgreementDialog</name>
    <message>
        <source>Agreement on %1</source>
        <translation>%1 的一致性</translation>
    </message>
    <message>
        <source>HOTA %1   IDF1 %2</source>
        <translation>HOTA %1   IDF1 %2</translation>
    </message>
    <message>
        <source>%1 and %2 agree in every box.</source>
        <translation>%1 与 %2 的每个框都一致。</translation>
    </message>
    <message>
        <source>What %2 did differently from %1. Enter goes to the place.</source>
        <translation>%2 与 %1 的不同之处。按 Enter 跳转到该处。</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>差异</translation>
    </message>
</context>
<context>
    <name>tw::ui::AlphaPlot</name>
    <message>
        <source>Scores over alpha</source>
        <translation>各 alpha 下的得分</translation>
    </message>
    <message>
        <source>alpha</source>
        <translation>alpha</translation>
    </message>
    <message>
        <source>alpha %1</source>
        <translation>alpha %1</translation>
    </message>
</context>
<context>
    <name>tw::ui::AttributeRows</name>
    <message>
        <source>Attributes</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>Attributes %1</source>
        <translation>属性（%1）</translation>
    </message>
</context>
<context>
    <name>tw::ui::BoardDialog</name>
    <message>
        <source>Identity board</source>
        <translation>身份面板</translation>
    </message>
    <message>
        <source>Each row may be one person, judged by appearance. Tracks seen together never share a row. Uncheck those that do not belong.</source>
        <translation>按外观判断，每行可能是同一个人。同时出现的轨迹不会在同一行。请取消勾选不属于该行的轨迹。</translation>
    </message>
    <message>
        <source>Arrows choose, Space checks, Enter joins the row, V shows the fragment in the video, %1 takes the last join back, Esc closes.</source>
        <translation>方向键选择，空格勾选，回车合并该行，V 在视频中显示片段，%1 撤回上次合并，Esc 关闭。</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1，共 %2</translation>
    </message>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n 人</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n fragments</source>
        <translation>
            <numerusform>%n 个片段</numerusform>
        </translation>
    </message>
    <message>
        <source>Comparing people …</source>
        <translation>正在比较人员…</translation>
    </message>
    <message>
        <source>No person seems to be split into several tracks.

Appearance is known for videos tracked here, not for imported tracks.</source>
        <translation>没有人看起来被分成多条轨迹。

在此处跟踪的视频才有外观信息，导入的轨迹没有。</translation>
    </message>
</context>
<context>
    <name>tw::ui::BoardView</name>
    <message>
        <source>Fragments that could be one person</source>
        <translation>可能是同一个人的片段</translation>
    </message>
    <message>
        <source>Person %1 of %2, track %3, frames %4 to %5, %6</source>
        <translation>第 %1 人，共 %2 人，轨迹 %3，第 %4 至 %5 帧，%6</translation>
    </message>
    <message>
        <source>checked</source>
        <translation>已勾选</translation>
    </message>
    <message>
        <source>not checked</source>
        <translation>未勾选</translation>
    </message>
    <message>
        <source>Frames %1 to %2
Mean similarity to the others %3, %4 % of this person</source>
        <translation>第 %1 至 %2 帧
与其他片段的平均相似度 %3，占此人的 %4 %</translation>
    </message>
    <message>
        <source>One person, %1 %?</source>
        <translation>同一个人，%1 %？</translation>
    </message>
    <message>
        <source>nothing to join</source>
        <translation>没有可合并的</translation>
    </message>
    <message>
        <source>Enter joins %1 of %2</source>
        <translation>回车合并 %2 个中的 %1 个</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
</context>
<context>
    <name>tw::ui::CollectionController</name>
    <message>
        <source>Open collection %1</source>
        <translation>打开合集 %1</translation>
    </message>
    <message>
        <source>Add videos</source>
        <translation>添加视频</translation>
    </message>
    <message>
        <source>%1 is being tracked; it can be opened when that is done.</source>
        <translation>正在跟踪 %1；完成后即可打开。</translation>
    </message>
    <message>
        <source>Every video is tracked already.</source>
        <translation>所有视频都已跟踪。</translation>
    </message>
    <message>
        <source>Track %1</source>
        <translation>跟踪 %1</translation>
    </message>
    <message>
        <source>Tracking %1, %2 of %3</source>
        <translation>正在跟踪 %1，第 %2 个，共 %3 个</translation>
    </message>
    <message>
        <source>Export all</source>
        <translation>全部导出</translation>
    </message>
    <message numerus="yes">
        <source>%n videos exported and read back</source>
        <translation>
            <numerusform>已导出并回读 %n 个视频</numerusform>
        </translation>
    </message>
    <message>
        <source>Look for moved files</source>
        <translation>查找已移动的文件</translation>
    </message>
    <message numerus="yes">
        <source>%n files found</source>
        <translation>
            <numerusform>找到 %n 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>Compare %1</source>
        <translation>比较 %1</translation>
    </message>
</context>
<context>
    <name>tw::ui::CollectionModel</name>
    <message>
        <source>Untracked</source>
        <translation>未跟踪</translation>
    </message>
    <message>
        <source>Tracked</source>
        <translation>已跟踪</translation>
    </message>
    <message>
        <source>In review</source>
        <translation>审核中</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>已审核</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>Needs work</source>
        <translation>需修改</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Identity switches expected in the open findings</source>
        <translation>未处理可疑项中预计的身份切换数</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Annotator</source>
        <translation>标注者</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>帧数</translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation>轨迹</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>可疑项</translation>
    </message>
    <message>
        <source>Switches</source>
        <translation>切换</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Comments</source>
        <translation>评论</translation>
    </message>
</context>
<context>
    <name>tw::ui::CollectionPage</name>
    <message>
        <source>Drop videos or folders here.</source>
        <translation>将视频或文件夹拖放到此处。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>You are</source>
        <translation>您是</translation>
    </message>
    <message>
        <source>Your name in the collection</source>
        <translation>您在合集中的名字</translation>
    </message>
    <message>
        <source>Back to the video</source>
        <translation>返回视频</translation>
    </message>
    <message>
        <source>Filter videos</source>
        <translation>筛选视频</translation>
    </message>
    <message>
        <source>Filter by name or comment</source>
        <translation>按名称或评论筛选</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Every state</source>
        <translation>所有状态</translation>
    </message>
    <message>
        <source>Annotator</source>
        <translation>标注者</translation>
    </message>
    <message>
        <source>Videos of the collection</source>
        <translation>合集中的视频</translation>
    </message>
    <message numerus="yes">
        <source>%n videos</source>
        <translation>
            <numerusform>%n 个视频</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 switches expected</source>
        <translation>预计 %1 次切换</translation>
    </message>
    <message>
        <source>Every annotator</source>
        <translation>所有标注者</translation>
    </message>
</context>
<context>
    <name>tw::ui::CollectionTools</name>
    <message>
        <source>Export all to</source>
        <translation>全部导出到</translation>
    </message>
    <message>
        <source>Where are the files?</source>
        <translation>文件在哪里？</translation>
    </message>
    <message>
        <source>%1 is submitted; a second person looks at it.</source>
        <translation>%1 已提交；由第二人审核。</translation>
    </message>
    <message>
        <source>%1 is accepted.</source>
        <translation>%1 已被接受。</translation>
    </message>
    <message>
        <source>New collection</source>
        <translation>新建合集</translation>
    </message>
    <message>
        <source>Collections (*.twc)</source>
        <translation>合集 (*.twc)</translation>
    </message>
    <message>
        <source>Add the videos of a folder</source>
        <translation>添加文件夹中的视频</translation>
    </message>
    <message>
        <source>This was the last video of the list.</source>
        <translation>这是列表中的最后一个视频。</translation>
    </message>
    <message>
        <source>This was the first video of the list.</source>
        <translation>这是列表中的第一个视频。</translation>
    </message>
    <message>
        <source>Send back</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>What needs work in %1?</source>
        <translation>%1 需要修改什么？</translation>
    </message>
    <message>
        <source>%1 was sent back.</source>
        <translation>%1 已退回。</translation>
    </message>
    <message>
        <source>Assign</source>
        <translation>分配</translation>
    </message>
    <message>
        <source>Who annotates %1?</source>
        <translation>由谁标注 %1？</translation>
    </message>
    <message>
        <source>Second annotation</source>
        <translation>第二份标注</translation>
    </message>
    <message>
        <source>Who made %1?</source>
        <translation>%1 由谁标注？</translation>
    </message>
    <message>
        <source>Second annotation of %1</source>
        <translation>%1 的第二份标注</translation>
    </message>
    <message>
        <source>Tracks and projects (*.txt *.csv *.json *.xml *.twp)</source>
        <translation>轨迹和项目 (*.txt *.csv *.json *.xml *.twp)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>tw::ui::CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Type a command</source>
        <translation>输入命令</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Matching commands</source>
        <translation>匹配的命令</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>未找到</translation>
    </message>
</context>
<context>
    <name>tw::ui::ContextBar</name>
    <message>
        <source>Click selects a person, drag moves, wheel zooms.</source>
        <translation>点击选择人员，拖动移动，滚轮缩放。</translation>
    </message>
    <message>
        <source>New person</source>
        <translation>新建人员</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Who?</source>
        <translation>是谁？</translation>
    </message>
    <message>
        <source>Swap</source>
        <translation>交换</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>拆分</translation>
    </message>
    <message>
        <source>End</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Next proposal</source>
        <translation>下一个建议</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>接受</translation>
    </message>
    <message>
        <source>Without filling</source>
        <translation>不填补</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Ghosts above</source>
        <translation>虚影高于</translation>
    </message>
    <message>
        <source>Minimum score of the ghosts</source>
        <translation>虚影的最低得分</translation>
    </message>
    <message numerus="yes">
        <source>%n tracks</source>
        <translation>
            <numerusform>%n 条轨迹</numerusform>
        </translation>
    </message>
    <message>
        <source>frames %1 to %2</source>
        <translation>第 %1 至 %2 帧</translation>
    </message>
    <message>
        <source>edits act %1</source>
        <translation>编辑作用于%1</translation>
    </message>
    <message>
        <source>, not in this frame</source>
        <translation>，不在此帧</translation>
    </message>
    <message>
        <source>, locked</source>
        <translation>，已锁定</translation>
    </message>
    <message>
        <source>Swap %1 %2: click the other person or press its number.</source>
        <translation>交换 %1，%2：点击另一个人或按其数字。</translation>
    </message>
    <message>
        <source>Click the track to join to %1.</source>
        <translation>点击要与 %1 合并的轨迹。</translation>
    </message>
    <message>
        <source>Join %1 to %2? It begins at frame %3, %4.</source>
        <translation>将 %1 合并到 %2？它从第 %3 帧开始，%4。</translation>
    </message>
    <message numerus="yes">
        <source>%n frames are filled</source>
        <translation>
            <numerusform>将填补 %n 帧</numerusform>
        </translation>
    </message>
    <message>
        <source>(%1 of %2)</source>
        <translation>（%1 / %2）</translation>
    </message>
    <message>
        <source>Click every track that is also %1.</source>
        <translation>点击所有也属于 %1 的轨迹。</translation>
    </message>
    <message>
        <source>Drag a box around the new person.</source>
        <translation>围绕新人员拖出一个框。</translation>
    </message>
    <message>
        <source>Drag a box around %1 in this frame.</source>
        <translation>在此帧围绕 %1 拖出一个框。</translation>
    </message>
    <message>
        <source>A new person? Accept follows them through the frames before and after.</source>
        <translation>新人员？接受后将在前后帧中延续。</translation>
    </message>
    <message>
        <source>Accept follows %1 through the frames before and after.</source>
        <translation>接受后 %1 将在前后帧中延续。</translation>
    </message>
    <message>
        <source>Who is this? Click a person or any place in the image.</source>
        <translation>这是谁？点击一个人或图像中任意位置。</translation>
    </message>
    <message>
        <source>Who is this?</source>
        <translation>这是谁？</translation>
    </message>
    <message>
        <source>Whose box is this? Press a number, or N for a new person.</source>
        <translation>这是谁的框？按数字，或按 N 新建人员。</translation>
    </message>
    <message>
        <source>Who is %1, %2? Press the number.</source>
        <translation>%1 是谁，%2？请按数字。</translation>
    </message>
</context>
<context>
    <name>tw::ui::CurveView</name>
    <message>
        <source>%1 after %2</source>
        <translation>%2 后 %1</translation>
    </message>
</context>
<context>
    <name>tw::ui::DatasetDialog</name>
    <message>
        <source>Export a data set</source>
        <translation>导出数据集</translation>
    </message>
    <message>
        <source>Ground truth, images, lists and labels as TrackEval, FairMOT and the trainer of this program read them.</source>
        <translation>真值、图像、列表和标签，可供 TrackEval、FairMOT 及本程序的训练器读取。</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Name of the data set</source>
        <translation>数据集名称</translation>
    </message>
    <message>
        <source>Every person in these videos is annotated</source>
        <translation>这些视频中的每个人都已标注</translation>
    </message>
    <message>
        <source>Otherwise detections without a box are not counted as errors in training</source>
        <translation>否则训练时无框的检测不计为错误</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Projects</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>To</source>
        <translation>到</translation>
    </message>
    <message>
        <source>Projects of the data set</source>
        <translation>数据集的项目</translation>
    </message>
    <message>
        <source>%1 (this project)</source>
        <translation>%1（当前项目）</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>添加…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>What becomes validation</source>
        <translation>用作验证的部分</translation>
    </message>
    <message>
        <source>The end of each video</source>
        <translation>每个视频的末尾</translation>
    </message>
    <message>
        <source>The last project of the list</source>
        <translation>列表中的最后一个项目</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Share for validation</source>
        <translation>验证所占比例</translation>
    </message>
    <message>
        <source>Images of the frames</source>
        <translation>帧图像</translation>
    </message>
    <message>
        <source>JPEG</source>
        <translation>JPEG</translation>
    </message>
    <message>
        <source>PNG, without loss</source>
        <translation>PNG，无损</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Quality of JPEG images</source>
        <translation>JPEG 图像质量</translation>
    </message>
    <message>
        <source>quality </source>
        <translation>质量 </translation>
    </message>
    <message>
        <source>Folder to write</source>
        <translation>写入的文件夹</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Folder of the data set</source>
        <translation>数据集文件夹</translation>
    </message>
    <message>
        <source>Details of the export</source>
        <translation>导出详情</translation>
    </message>
    <message>
        <source>Add a project</source>
        <translation>添加项目</translation>
    </message>
    <message>
        <source>Projects (*.twp)</source>
        <translation>项目 (*.twp)</translation>
    </message>
    <message>
        <source>Add another project first</source>
        <translation>请先再添加一个项目</translation>
    </message>
    <message>
        <source>Export of %1</source>
        <translation>导出 %1</translation>
    </message>
    <message numerus="yes">
        <source>Written: %n sequences, %1 images, %2 boxes, %3 labels.</source>
        <translation>
            <numerusform>已写入：%n 个序列、%1 幅图像、%2 个框、%3 个标签。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files of an earlier export were removed.</source>
        <translation>
            <numerusform>已移除先前导出的 %n 个文件。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::DockPanel</name>
    <message>
        <source>Close %1</source>
        <translation>关闭%1</translation>
    </message>
</context>
<context>
    <name>tw::ui::EditController</name>
    <message>
        <source>in all frames</source>
        <translation>所有帧</translation>
    </message>
    <message>
        <source>from frame %1 to the end</source>
        <translation>从第 %1 帧到结尾</translation>
    </message>
    <message>
        <source>in frame %1</source>
        <translation>在第 %1 帧</translation>
    </message>
    <message>
        <source>in frames %1 to %2</source>
        <translation>在第 %1 至 %2 帧</translation>
    </message>
    <message>
        <source>Choose a person first: click one, or press 1 to 9 for the nearest.</source>
        <translation>请先选择人员：点击，或按 1 到 9 选择最近的人。</translation>
    </message>
    <message>
        <source>%1 has no box in frame %2.</source>
        <translation>%1 在第 %2 帧没有框。</translation>
    </message>
    <message>
        <source>Swapped %1 and %2 %3</source>
        <translation>已交换 %1 和 %2，%3</translation>
    </message>
    <message>
        <source>No track begins soon after %1 ends. Click the one to join it with.</source>
        <translation>%1 结束后不久没有轨迹开始。请点击要合并的轨迹。</translation>
    </message>
    <message>
        <source>Joined %1 to %2</source>
        <translation>已将 %1 合并到 %2</translation>
    </message>
    <message>
        <source>That is %1 itself. Choose another person, or press Esc.</source>
        <translation>那就是 %1 本身。请选择另一个人，或按 Esc。</translation>
    </message>
    <message>
        <source>Box of %1 in frame %2</source>
        <translation>%1 在第 %2 帧的框</translation>
    </message>
    <message>
        <source>New person %1</source>
        <translation>新人员 %1</translation>
    </message>
    <message>
        <source>There are no detections in the frames before and after.</source>
        <translation>前后帧中没有检测。</translation>
    </message>
    <message numerus="yes">
        <source>Followed %1 through %n frames</source>
        <translation>
            <numerusform>已将 %1 延续 %n 帧</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>New person %1 in %n frames</source>
        <translation>
            <numerusform>新人员 %1，共 %n 帧</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frames filled in a straight line</source>
        <translation>
            <numerusform>以直线填补了 %n 帧</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frames filled along detections</source>
        <translation>
            <numerusform>沿检测填补了 %n 帧</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frames filled: %1 along detections, %2 straight</source>
        <translation>
            <numerusform>填补了 %n 帧：%1 帧沿检测，%2 帧直线</numerusform>
        </translation>
    </message>
    <message>
        <source>Joined %2 to %1</source>
        <translation>已将 %2 合并到 %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1 has no gap to fill.</source>
        <translation>%1 没有可填补的空缺。</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1：%2，%3</translation>
    </message>
    <message>
        <source>Removed interpolated boxes of %1 %2</source>
        <translation>已移除 %1 的插值框，%2</translation>
    </message>
    <message>
        <source>Split %1 at frame %2, the rest is %3</source>
        <translation>已在第 %2 帧拆分 %1，其余为 %3</translation>
    </message>
    <message>
        <source>Deleted %1</source>
        <translation>已删除 %1</translation>
    </message>
    <message numerus="yes">
        <source>Deleted %n tracks</source>
        <translation>
            <numerusform>已删除 %n 条轨迹</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tracks</source>
        <translation>
            <numerusform>%n 条轨迹</numerusform>
        </translation>
    </message>
    <message>
        <source>None of the selected tracks has a box %1.</source>
        <translation>所选轨迹%1都没有框。</translation>
    </message>
    <message>
        <source>Deleted %1 %2</source>
        <translation>已删除 %1，%2</translation>
    </message>
    <message>
        <source>Ended %1 at frame %2</source>
        <translation>已在第 %2 帧结束 %1</translation>
    </message>
    <message>
        <source>Moved the start of %1 to frame %2</source>
        <translation>已将 %1 的起点移到第 %2 帧</translation>
    </message>
    <message>
        <source>Set a keyframe of %1 at frame %2</source>
        <translation>已在第 %2 帧设置 %1 的关键帧</translation>
    </message>
    <message>
        <source>Removed the keyframe of %1 at frame %2</source>
        <translation>已移除 %1 在第 %2 帧的关键帧</translation>
    </message>
    <message>
        <source>Marked %1 visible %2</source>
        <translation>已将 %1 标为可见，%2</translation>
    </message>
    <message>
        <source>Marked %1 occluded %2</source>
        <translation>已将 %1 标为被遮挡，%2</translation>
    </message>
    <message>
        <source>Verification removed: everyone %1</source>
        <translation>已取消核对：所有人，%1</translation>
    </message>
    <message>
        <source>Verified: everyone %1</source>
        <translation>已核对：所有人，%1</translation>
    </message>
    <message>
        <source>Verification removed: %1 %2</source>
        <translation>已取消核对：%1，%2</translation>
    </message>
    <message>
        <source>Verified: %1 %2</source>
        <translation>已核对：%1，%2</translation>
    </message>
    <message numerus="yes">
        <source>Hid %n tracks</source>
        <translation>
            <numerusform>已隐藏 %n 条轨迹</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Showed %n tracks</source>
        <translation>
            <numerusform>已显示 %n 条轨迹</numerusform>
        </translation>
    </message>
    <message>
        <source>No track is hidden.</source>
        <translation>没有隐藏的轨迹。</translation>
    </message>
    <message numerus="yes">
        <source>Locked %n tracks</source>
        <translation>
            <numerusform>已锁定 %n 条轨迹</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Unlocked %n tracks</source>
        <translation>
            <numerusform>已解锁 %n 条轨迹</numerusform>
        </translation>
    </message>
    <message>
        <source>Removed the name of %1</source>
        <translation>已移除 %1 的名称</translation>
    </message>
    <message>
        <source>Named %1 %2</source>
        <translation>已将 %1 命名为 %2</translation>
    </message>
    <message numerus="yes">
        <source>Changed the colour of %n tracks</source>
        <translation>
            <numerusform>已更改 %n 条轨迹的颜色</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Changed the class of %n tracks</source>
        <translation>
            <numerusform>已更改 %n 条轨迹的类别</numerusform>
        </translation>
    </message>
    <message>
        <source>Changed %1 to %2 %3</source>
        <translation>已将 %1 改为 %2，%3</translation>
    </message>
    <message>
        <source>Set the visibility of %1 to %2 %3</source>
        <translation>已将 %1 的可见度设为 %2，%3</translation>
    </message>
    <message>
        <source>Show track</source>
        <translation>显示轨迹</translation>
    </message>
    <message>
        <source>Hide track</source>
        <translation>隐藏轨迹</translation>
    </message>
    <message>
        <source>Unlock track</source>
        <translation>解锁轨迹</translation>
    </message>
    <message>
        <source>Lock track</source>
        <translation>锁定轨迹</translation>
    </message>
    <message>
        <source>for the whole track</source>
        <translation>（整条轨迹）</translation>
    </message>
    <message>
        <source>Added the class %1</source>
        <translation>已添加类别 %1</translation>
    </message>
    <message>
        <source>Removed a class from the list</source>
        <translation>已从列表中移除一个类别</translation>
    </message>
    <message>
        <source>Renamed the class to %1</source>
        <translation>已将类别重命名为 %1</translation>
    </message>
    <message>
        <source>Added the attribute %1</source>
        <translation>已添加属性 %1</translation>
    </message>
    <message>
        <source>Removed the attribute %1</source>
        <translation>已移除属性 %1</translation>
    </message>
    <message>
        <source>Cleared %1 of %2 %3</source>
        <translation>已清除 %2 的 %1 %3</translation>
    </message>
    <message>
        <source>Set %1 of %2 to %3 %4</source>
        <translation>已将 %2 的 %1 设为 %3 %4</translation>
    </message>
    <message>
        <source>%1 is not marked as absent %2 any more</source>
        <translation>%1 不再标记为不在画面中 %2</translation>
    </message>
    <message>
        <source>%1 has no gap at frame %2. Go into a gap, or mark a range where the person is out of the picture.</source>
        <translation>%1 在第 %2 帧没有空缺。请移到空缺处，或标记人物离开画面的区间。</translation>
    </message>
    <message>
        <source>Marked %1 as absent %2</source>
        <translation>已将 %1 标记为不在画面中 %2</translation>
    </message>
    <message>
        <source>Added a note</source>
        <translation>已添加备注</translation>
    </message>
    <message>
        <source>Removed the bookmark</source>
        <translation>已移除书签</translation>
    </message>
    <message>
        <source>Set a bookmark at frame %1</source>
        <translation>已在第 %1 帧设置书签</translation>
    </message>
    <message>
        <source>Changed the note</source>
        <translation>已修改备注</translation>
    </message>
    <message>
        <source>Removed the note</source>
        <translation>已移除备注</translation>
    </message>
</context>
<context>
    <name>tw::ui::EndPage</name>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation>已修正</translation>
    </message>
    <message>
        <source>Expected to be left</source>
        <translation>预计剩余</translation>
    </message>
    <message>
        <source>IDSW of the evaluation: a person goes on under another number</source>
        <translation>评估中的 IDSW：同一人换了编号</translation>
    </message>
    <message>
        <source>Frag of the evaluation: a person is not followed for a while</source>
        <translation>评估中的 Frag：某人在一段时间内未被跟踪</translation>
    </message>
    <message>
        <source>Export ground truth…</source>
        <translation>导出真值…</translation>
    </message>
    <message>
        <source>The findings that were put off, and the unlikely ones</source>
        <translation>推迟的可疑项和不太可能的可疑项</translation>
    </message>
    <message>
        <source>Next video</source>
        <translation>下一个视频</translation>
    </message>
    <message>
        <source>Editor</source>
        <translation>编辑器</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>约 %1</translation>
    </message>
    <message>
        <source>%1  (%2 to %3)</source>
        <translation>%1（%2 至 %3）</translation>
    </message>
    <message>
        <source>With 95 % probability, as far as the detectors see errors</source>
        <translation>95 % 概率，以检测器能发现的错误为限</translation>
    </message>
    <message>
        <source>Second look (%1)</source>
        <translation>再看一遍（%1）</translation>
    </message>
    <message>
        <source>Second look</source>
        <translation>再看一遍</translation>
    </message>
    <message>
        <source>Looking for findings…</source>
        <translation>正在查找可疑项…</translation>
    </message>
    <message>
        <source>Nothing worth checking is left</source>
        <translation>没有值得检查的内容了</translation>
    </message>
    <message>
        <source>Nothing looks suspicious</source>
        <translation>没有可疑之处</translation>
    </message>
    <message numerus="yes">
        <source>%n findings checked</source>
        <translation>
            <numerusform>已检查 %n 个可疑项</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 corrected, %2 kept.</source>
        <translation>修正 %1 个，保留 %2 个。</translation>
    </message>
    <message>
        <source>Only with the filter: %1.</source>
        <translation>仅限筛选：%1。</translation>
    </message>
    <message>
        <source>Identity switches</source>
        <translation>身份切换</translation>
    </message>
    <message>
        <source>Fragments</source>
        <translation>轨迹中断</translation>
    </message>
    <message numerus="yes">
        <source>%n findings were put off.</source>
        <translation>
            <numerusform>推迟了 %n 个可疑项。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unlikely findings were not asked about.</source>
        <translation>
            <numerusform>%n 个不太可能的可疑项未询问。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tracks</source>
        <translation>
            <numerusform>%n 条轨迹</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n boxes</source>
        <translation>
            <numerusform>%n 个框</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frames</source>
        <translation>
            <numerusform>%n 帧</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unlikely findings were not asked about: about one error in %1 looks.</source>
        <translation>
            <numerusform>%n 个不太可能的可疑项未询问：约每查看 %1 次有一个错误。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::ErrorListModel</name>
    <message>
        <source>False box</source>
        <translation>误检框</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>漏检</translation>
    </message>
    <message>
        <source>Switch</source>
        <translation>身份切换</translation>
    </message>
    <message>
        <source>Fragment</source>
        <translation>断裂</translation>
    </message>
    <message>
        <source>%1 on the background</source>
        <translation>%1 落在背景上</translation>
    </message>
    <message>
        <source>person %1</source>
        <translation>人员 %1</translation>
    </message>
    <message>
        <source>person %1: %2 → %3</source>
        <translation>人员 %1：%2 → %3</translation>
    </message>
    <message>
        <source>person %1: %2 again</source>
        <translation>人员 %1：再次为 %2</translation>
    </message>
    <message>
        <source>Frame %1: %2, %3</source>
        <translation>第 %1 帧：%2，%3</translation>
    </message>
    <message>
        <source>People are numbered as in the ground truth, tracks as in the result</source>
        <translation>人员按真值编号，轨迹按结果编号</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>帧</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>对象</translation>
    </message>
</context>
<context>
    <name>tw::ui::ErrorStrip</name>
    <message>
        <source>Errors over the video</source>
        <translation>视频中的错误分布</translation>
    </message>
    <message numerus="yes">
        <source>%n frames have errors</source>
        <translation>
            <numerusform>%n 帧有错误</numerusform>
        </translation>
    </message>
    <message>
        <source>Frame %1: %2 right, %3 false, %4 missed, %5 switches, %6 fragments</source>
        <translation>第 %1 帧：%2 正确，%3 误检，%4 漏检，%5 次身份切换，%6 次断裂</translation>
    </message>
</context>
<context>
    <name>tw::ui::EvaluationPanel</name>
    <message>
        <source>Pages of the evaluation</source>
        <translation>评估页面</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Over alpha</source>
        <translation>随 alpha 变化</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Ground truth</source>
        <translation>真值</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>比较对象</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>The benchmarks leave out people on vehicles, reflections and the like, and other classes</source>
        <translation>基准测试不计车上的人、倒影等以及其他类别</translation>
    </message>
    <message>
        <source>Every box counts</source>
        <translation>所有框都计入</translation>
    </message>
    <message>
        <source>Truth</source>
        <translation>真值</translation>
    </message>
    <message>
        <source>Beside</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Which errors</source>
        <translation>哪些错误</translation>
    </message>
    <message>
        <source>All errors of the result</source>
        <translation>结果的全部错误</translation>
    </message>
    <message>
        <source>Only in the result</source>
        <translation>仅在结果中</translation>
    </message>
    <message>
        <source>Only in the other</source>
        <translation>仅在对比中</translation>
    </message>
    <message>
        <source>Copy every figure as CSV</source>
        <translation>将所有数值复制为 CSV</translation>
    </message>
    <message>
        <source>Copy the main figures as a LaTeX table</source>
        <translation>将主要数值复制为 LaTeX 表格</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>Read the files again</source>
        <translation>重新读取文件</translation>
    </message>
    <message>
        <source>Tracks and projects (*.txt *.csv *.json *.xml *.twp)</source>
        <translation>轨迹和项目 (*.txt *.csv *.json *.xml *.twp)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Choose a ground truth</source>
        <translation>选择真值</translation>
    </message>
    <message>
        <source>This project&apos;s tracks</source>
        <translation>当前项目的轨迹</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>This project as it was opened</source>
        <translation>打开时的当前项目</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Open a project to evaluate it.</source>
        <translation>打开项目以进行评估。</translation>
    </message>
    <message>
        <source>Choose a ground truth to compare the tracks with.</source>
        <translation>选择用于比较轨迹的真值。</translation>
    </message>
    <message>
        <source>Ground truth and result are the same tracks: choose a file for one of them.</source>
        <translation>真值与结果是同一组轨迹：请为其中之一选择文件。</translation>
    </message>
    <message>
        <source>Reading and scoring…</source>
        <translation>读取并计分…</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>评估</translation>
    </message>
    <message numerus="yes">
        <source>%n frames, read and scored in %1 ms.</source>
        <translation>
            <numerusform>%n 帧，读取并计分用时 %1 毫秒。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frames, %1 of them scored anew in %2 ms.</source>
        <translation>
            <numerusform>%n 帧，其中 %1 帧在 %2 毫秒内重新计分。</numerusform>
        </translation>
    </message>
    <message>
        <source>FP %1</source>
        <translation>FP %1</translation>
    </message>
    <message>
        <source>FN %1</source>
        <translation>FN %1</translation>
    </message>
    <message>
        <source>IDSW %1</source>
        <translation>IDSW %1</translation>
    </message>
    <message>
        <source>Frag %1</source>
        <translation>Frag %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Missed: %1 of the truth</source>
        <translation>漏检：真值中的 %1</translation>
    </message>
    <message>
        <source>The LaTeX table is in the clipboard</source>
        <translation>LaTeX 表格已复制到剪贴板</translation>
    </message>
    <message>
        <source>The figures are in the clipboard as CSV</source>
        <translation>数值已以 CSV 复制到剪贴板</translation>
    </message>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>LaTeX</source>
        <translation>LaTeX</translation>
    </message>
</context>
<context>
    <name>tw::ui::EventListModel</name>
    <message>
        <source>%1, frame %2</source>
        <translation>%1，第 %2 帧</translation>
    </message>
    <message>
        <source>%1 %2, frame %3, %4 percent</source>
        <translation>%1 %2，第 %3 帧，百分之 %4</translation>
    </message>
</context>
<context>
    <name>tw::ui::ExportDialog</name>
    <message>
        <source>line %1: %2</source>
        <translation>第 %1 行：%2</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>File or folder to write</source>
        <translation>写入的文件或文件夹</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Hidden tracks too</source>
        <translation>包括隐藏的轨迹</translation>
    </message>
    <message>
        <source>Rows by frame instead of by identity</source>
        <translation>按帧而非按身份排列各行</translation>
    </message>
    <message>
        <source>FairMOT&apos;s label script needs rows by identity</source>
        <translation>FairMOT 的标签脚本需要按身份排列</translation>
    </message>
    <message>
        <source>To</source>
        <translation>到</translation>
    </message>
    <message>
        <source>With a certificate beside it</source>
        <translation>同时写入质量证明</translation>
    </message>
    <message>
        <source>About %1 identity errors are expected to be left (with 95 % probability %2 to %3), among %4 places without a verdict.</source>
        <translation>预计还剩约 %1 个身份错误（95 % 概率为 %2 至 %3），在 %4 个尚无判定的位置中。</translation>
    </message>
    <message>
        <source>The last edit has not been looked at yet.</source>
        <translation>尚未检查最近一次编辑。</translation>
    </message>
    <message>
        <source>Verified by a person: %1 of %2 frames, %3 of %4 boxes. Verdicts: %5 accepted, %6 fine as they were. Edits: %7.</source>
        <translation>人工核对：%2 帧中的 %1 帧，%4 个框中的 %3 个。判定：%5 个接受，%6 个保留。编辑：%7。</translation>
    </message>
    <message>
        <source>Model: %1.</source>
        <translation>模型：%1。</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Details of the export</source>
        <translation>导出详情</translation>
    </message>
    <message>
        <source>Folder of the sequence</source>
        <translation>序列文件夹</translation>
    </message>
    <message>
        <source>Export %1</source>
        <translation>导出 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n boxes of %1 tracks are written.</source>
        <translation>
            <numerusform>已写入 %1 条轨迹的 %n 个框。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Read back and compared: %n boxes of %1 tracks, all as in the project.</source>
        <translation>
            <numerusform>已读回并比较：%1 条轨迹的 %n 个框，均与项目一致。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Written, but reading it back found %n problems.</source>
        <translation>
            <numerusform>已写入，但读回时发现 %n 个问题。</numerusform>
        </translation>
    </message>
    <message>
        <source>What this format cannot hold:</source>
        <translation>此格式无法保存的内容：</translation>
    </message>
</context>
<context>
    <name>tw::ui::FileActions</name>
    <message>
        <source>Recent</source>
        <translation>最近使用</translation>
    </message>
    <message>
        <source>%1 cannot be opened. %2</source>
        <translation>无法打开 %1。%2</translation>
    </message>
    <message>
        <source>Open video or project</source>
        <translation>打开视频或项目</translation>
    </message>
    <message>
        <source>Projects (*.twp)</source>
        <translation>项目 (*.twp)</translation>
    </message>
    <message>
        <source>Image lists (*.txt)</source>
        <translation>图像列表 (*.txt)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Open image folder</source>
        <translation>打开图像文件夹</translation>
    </message>
    <message>
        <source>Draw a demo clip</source>
        <translation>绘制演示视频</translation>
    </message>
    <message>
        <source>Track files (%1)</source>
        <translation>轨迹文件 (%1)</translation>
    </message>
    <message>
        <source>Import tracks</source>
        <translation>导入轨迹</translation>
    </message>
    <message>
        <source>Save project as</source>
        <translation>项目另存为</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>已另存为 %1</translation>
    </message>
    <message>
        <source>Where is the video?</source>
        <translation>视频在哪里？</translation>
    </message>
    <message>
        <source>%1 is there already. It will be replaced.</source>
        <translation>%1 已存在，将被替换。</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>以及另外 %1 个</translation>
    </message>
    <message>
        <source>Damaged project</source>
        <translation>项目已损坏</translation>
    </message>
    <message>
        <source>Parts of %1 are damaged and were left out:

%2

Nothing is written to the file until you decide: save what is left under another name, or write it over the damaged file.</source>
        <translation>%1 的部分内容已损坏，已略过：

%2

在您决定之前不会写入该文件：将剩余内容另存为其他名称，或覆盖损坏的文件。</translation>
    </message>
    <message>
        <source>Save As…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Write Over It</source>
        <translation>覆盖</translation>
    </message>
    <message>
        <source>No other video follows in this folder.</source>
        <translation>此文件夹中没有下一个视频。</translation>
    </message>
    <message>
        <source>Export video</source>
        <translation>导出视频</translation>
    </message>
    <message>
        <source>MP4 (*.mp4)</source>
        <translation>MP4 (*.mp4)</translation>
    </message>
    <message>
        <source>Matroska (*.mkv)</source>
        <translation>Matroska (*.mkv)</translation>
    </message>
    <message>
        <source>WebM (*.webm)</source>
        <translation>WebM (*.webm)</translation>
    </message>
    <message>
        <source>Exported %1: %2 frames, without sound</source>
        <translation>已导出 %1：%2 帧，无声音</translation>
    </message>
    <message>
        <source>%1 of them cannot be decoded and show the picture before</source>
        <translation>其中 %1 帧无法解码，显示前一帧画面</translation>
    </message>
    <message>
        <source>Videos, projects and collections (%1 *.twp *.twc)</source>
        <translation>视频、项目和合集 (%1 *.twp *.twc)</translation>
    </message>
</context>
<context>
    <name>tw::ui::FilmStrip</name>
    <message>
        <source>Film strip</source>
        <translation>胶片条</translation>
    </message>
    <message>
        <source>new person</source>
        <translation>新人员</translation>
    </message>
    <message>
        <source>to frame %1</source>
        <translation>到第 %1 帧</translation>
    </message>
    <message>
        <source>from frame %1</source>
        <translation>从第 %1 帧</translation>
    </message>
</context>
<context>
    <name>tw::ui::FilterMenu</name>
    <message>
        <source>person %1</source>
        <translation>人员 %1</translation>
    </message>
    <message>
        <source>frames %1 to %2</source>
        <translation>第 %1 至 %2 帧</translation>
    </message>
    <message>
        <source>edited tracks</source>
        <translation>已编辑的轨迹</translation>
    </message>
    <message>
        <source>unedited tracks</source>
        <translation>未编辑的轨迹</translation>
    </message>
    <message>
        <source>All findings</source>
        <translation>所有可疑项</translation>
    </message>
    <message>
        <source>Worth checking</source>
        <translation>值得检查</translation>
    </message>
    <message>
        <source>Findings that are gone through: %1</source>
        <translation>正在检查的可疑项：%1</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Every kind</source>
        <translation>所有类型</translation>
    </message>
    <message>
        <source>Exchanged people</source>
        <translation>人物互换</translation>
    </message>
    <message>
        <source>One person in two tracks</source>
        <translation>一人两条轨迹</translation>
    </message>
    <message>
        <source>Not a person, or twice</source>
        <translation>不是人或重复</translation>
    </message>
    <message>
        <source>Missed stretches and ends</source>
        <translation>遗漏的片段和两端</translation>
    </message>
    <message>
        <source>Boxes to correct</source>
        <translation>待修正的框</translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation>轨迹</translation>
    </message>
    <message>
        <source>All tracks</source>
        <translation>所有轨迹</translation>
    </message>
    <message>
        <source>Unedited tracks</source>
        <translation>未编辑的轨迹</translation>
    </message>
    <message>
        <source>Edited tracks</source>
        <translation>已编辑的轨迹</translation>
    </message>
    <message>
        <source>Show all, the unlikely ones too</source>
        <translation>全部显示，包括不太可能的</translation>
    </message>
    <message>
        <source>Only the selected person</source>
        <translation>仅所选人物</translation>
    </message>
    <message>
        <source>Only person %1</source>
        <translation>仅人物 %1</translation>
    </message>
    <message>
        <source>Only the marked range</source>
        <translation>仅标记的范围</translation>
    </message>
    <message>
        <source>Only frames %1 to %2</source>
        <translation>仅第 %1 至 %2 帧</translation>
    </message>
    <message>
        <source>No filter</source>
        <translation>不筛选</translation>
    </message>
</context>
<context>
    <name>tw::ui::HistoryModel</name>
    <message>
        <source>Opened</source>
        <translation>已打开</translation>
    </message>
</context>
<context>
    <name>tw::ui::HistoryPanel</name>
    <message>
        <source>History</source>
        <translation>历史记录</translation>
    </message>
</context>
<context>
    <name>tw::ui::IdentityBoard</name>
    <message>
        <source>Joining needs at least two fragments: check another one.</source>
        <translation>合并至少需要两个片段：请再勾选一个。</translation>
    </message>
</context>
<context>
    <name>tw::ui::InspectorPanel</name>
    <message>
        <source>interpolated</source>
        <translation>插值</translation>
    </message>
    <message>
        <source>tracker, score %1</source>
        <translation>跟踪器，得分 %1</translation>
    </message>
    <message>
        <source>imported, score %1</source>
        <translation>导入，得分 %1</translation>
    </message>
    <message>
        <source>drawn by hand</source>
        <translation>手绘</translation>
    </message>
    <message>
        <source>Select a person to see the exact numbers.</source>
        <translation>选择人员以查看精确数值。</translation>
    </message>
    <message>
        <source>Number of the track</source>
        <translation>轨迹编号</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>no name</source>
        <translation>无名称</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>帧</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>左</translation>
    </message>
    <message>
        <source>Top</source>
        <translation>上</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高</translation>
    </message>
    <message>
        <source> px</source>
        <translation> 像素</translation>
    </message>
    <message>
        <source>Visibility</source>
        <translation>可见度</translation>
    </message>
    <message>
        <source>Keyframe</source>
        <translation>关键帧</translation>
    </message>
    <message>
        <source>Occluded</source>
        <translation>被遮挡</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>来源</translation>
    </message>
    <message numerus="yes">
        <source>%1 to %2, %n boxes</source>
        <translation>
            <numerusform>%1 至 %2，%n 个框</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tracks selected</source>
        <translation>
            <numerusform>已选择 %n 条轨迹</numerusform>
        </translation>
    </message>
    <message>
        <source>Class, colour and the keys act on all of them.</source>
        <translation>类别、颜色和按键作用于全部所选轨迹。</translation>
    </message>
    <message>
        <source>Box in frame %1</source>
        <translation>第 %1 帧的框</translation>
    </message>
    <message>
        <source>Not in frame %1</source>
        <translation>不在第 %1 帧</translation>
    </message>
    <message>
        <source>New class…</source>
        <translation>新类别…</translation>
    </message>
</context>
<context>
    <name>tw::ui::JobsPanel</name>
    <message>
        <source>Tracking</source>
        <translation>跟踪</translation>
    </message>
    <message>
        <source>Pause or resume</source>
        <translation>暂停或继续</translation>
    </message>
    <message>
        <source>No job is running. Track finds the people in the video.</source>
        <translation>没有正在运行的任务。“跟踪”会查找视频中的人。</translation>
    </message>
    <message>
        <source>Clear the list</source>
        <translation>清空列表</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
</context>
<context>
    <name>tw::ui::KeysDialog</name>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Search keys</source>
        <translation>搜索按键</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Change keys…</source>
        <translation>更改按键…</translation>
    </message>
    <message>
        <source>Select a person</source>
        <translation>选择人员</translation>
    </message>
    <message>
        <source>click</source>
        <translation>点击</translation>
    </message>
    <message>
        <source>Select one more</source>
        <translation>再选一个</translation>
    </message>
    <message>
        <source>Ctrl+click</source>
        <translation>Ctrl+点击</translation>
    </message>
    <message>
        <source>Select the one beneath</source>
        <translation>选择下层的人</translation>
    </message>
    <message>
        <source>Alt+click</source>
        <translation>Alt+点击</translation>
    </message>
    <message>
        <source>Move or resize the selected box</source>
        <translation>移动所选框或调整其大小</translation>
    </message>
    <message>
        <source>drag</source>
        <translation>拖动</translation>
    </message>
    <message>
        <source>Draw a new person, or the selected one where they have no box</source>
        <translation>绘制新人员，或在没有框处绘制所选人员</translation>
    </message>
    <message>
        <source>Shift+drag</source>
        <translation>Shift+拖动</translation>
    </message>
    <message>
        <source>Zoom at the pointer</source>
        <translation>在指针处缩放</translation>
    </message>
    <message>
        <source>wheel</source>
        <translation>滚轮</translation>
    </message>
    <message>
        <source>Timeline: mark frames; from bar to bar selects both tracks</source>
        <translation>时间轴：标记帧；从一条拖到另一条可同时选择两条轨迹</translation>
    </message>
    <message>
        <source>Timeline: trim or extend a track</source>
        <translation>时间轴：修剪或延长轨迹</translation>
    </message>
    <message>
        <source>drag its end</source>
        <translation>拖动其端点</translation>
    </message>
    <message>
        <source>Timeline: join two tracks and fill the gap</source>
        <translation>时间轴：合并两条轨迹并填补空缺</translation>
    </message>
    <message>
        <source>drop an end on a bar</source>
        <translation>将端点拖到另一条上</translation>
    </message>
    <message>
        <source>Timeline: scroll the lanes</source>
        <translation>时间轴：滚动轨道</translation>
    </message>
    <message>
        <source>Ctrl+wheel</source>
        <translation>Ctrl+滚轮</translation>
    </message>
    <message>
        <source>Mouse</source>
        <translation>鼠标</translation>
    </message>
</context>
<context>
    <name>tw::ui::LabelMenu</name>
    <message>
        <source>New class</source>
        <translation>新类别</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>A name, or a name with its values: carrying: bag, umbrella.
Without values it is yes or no.</source>
        <translation>名称，或带值的名称，例如“携带: 包, 伞”。
不写值则为是或否。</translation>
    </message>
    <message>
        <source>New attribute</source>
        <translation>新属性</translation>
    </message>
    <message numerus="yes">
        <source>Class of %n tracks</source>
        <translation>
            <numerusform>%n 条轨迹的类别</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>从列表中移除</translation>
    </message>
    <message numerus="yes">
        <source>%n tracks</source>
        <translation>
            <numerusform>%n 条轨迹</numerusform>
        </translation>
    </message>
    <message>
        <source>Attributes of %1</source>
        <translation>%1的属性</translation>
    </message>
    <message>
        <source>Attributes of %1 %2</source>
        <translation>%1的属性 %2</translation>
    </message>
</context>
<context>
    <name>tw::ui::MainWindow</name>
    <message>
        <source>Locate the video…</source>
        <translation>定位视频…</translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation>轨迹</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>检查器</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史记录</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间轴</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>审查</translation>
    </message>
    <message>
        <source>Opening %1</source>
        <translation>正在打开 %1</translation>
    </message>
    <message>
        <source>Frame %1 cannot be read. %2</source>
        <translation>无法读取第 %1 帧。%2</translation>
    </message>
    <message>
        <source>The video is missing: %1
Tracks can be viewed and edited without it.</source>
        <translation>找不到视频：%1
没有视频也可以查看和编辑轨迹。</translation>
    </message>
    <message>
        <source>No tracks yet.

Track finds the people; N draws one by hand.</source>
        <translation>还没有轨迹。

“跟踪”会查找人员；按 N 可手绘。</translation>
    </message>
    <message numerus="yes">
        <source>%n tracks</source>
        <translation>
            <numerusform>%n 条轨迹</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n worth checking</source>
        <translation>
            <numerusform>%n 项值得检查</numerusform>
        </translation>
    </message>
    <message>
        <source>Tracks appear here.</source>
        <translation>轨迹将显示在此处。</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>The last edits are not on disk: %1
They are lost when the window closes. File, Save project as keeps them.</source>
        <translation>最近的编辑未写入磁盘：%1
关闭窗口后将丢失。可用“文件”中的“项目另存为”保存。</translation>
    </message>
    <message>
        <source>Close without saving</source>
        <translation>不保存并关闭</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Delete previews</source>
        <translation>删除预览</translation>
    </message>
    <message numerus="yes">
        <source>Previews of %n videos deleted, %1 MB</source>
        <translation>
            <numerusform>已删除 %n 个视频的预览，%1 MB</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::MinimapBar</name>
    <message>
        <source>The whole video</source>
        <translation>整个视频</translation>
    </message>
</context>
<context>
    <name>tw::ui::NotesPanel</name>
    <message>
        <source>New note</source>
        <translation>新备注</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>帧</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>人物</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Notes and bookmarks of this video are listed here.</source>
        <translation>此视频的备注和书签列在这里。</translation>
    </message>
    <message>
        <source>Bookmark</source>
        <translation>书签</translation>
    </message>
    <message>
        <source>%1 was deleted.</source>
        <translation>%1 已被删除。</translation>
    </message>
    <message>
        <source>Note on frame %1</source>
        <translation>第 %1 帧的备注</translation>
    </message>
    <message>
        <source>Note on %1 in frame %2</source>
        <translation>第 %2 帧中 %1 的备注</translation>
    </message>
</context>
<context>
    <name>tw::ui::PersonGrid</name>
    <message>
        <source>Tracks that may not be people</source>
        <translation>可能不是人的轨迹</translation>
    </message>
    <message>
        <source>not a person</source>
        <translation>不是人</translation>
    </message>
    <message>
        <source>person</source>
        <comment>annotation</comment>
        <translation>人</translation>
    </message>
</context>
<context>
    <name>tw::ui::PictureBoard</name>
    <message>
        <source>Pictures of the people in question</source>
        <translation>相关人员的图像</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>无法读取</translation>
    </message>
</context>
<context>
    <name>tw::ui::PlaceMap</name>
    <message>
        <source>Where in the image it is</source>
        <translation>在画面中的位置</translation>
    </message>
</context>
<context>
    <name>tw::ui::PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>首选项</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>跟随桌面</translation>
    </message>
    <message>
        <source>Length of trails</source>
        <translation>运动轨迹线长度</translation>
    </message>
    <message>
        <source> frames</source>
        <translation> 帧</translation>
    </message>
    <message>
        <source>Line patterns beside colours</source>
        <translation>除颜色外使用线型</translation>
    </message>
    <message>
        <source>Helps when colours are hard to tell apart</source>
        <translation>有助于区分难以辨别的颜色</translation>
    </message>
    <message>
        <source>Trails</source>
        <translation>运动轨迹线</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Keys as in</source>
        <translation>按键方案</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>操作及其按键</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>New key of the chosen action</source>
        <translation>所选操作的新按键</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>新按键</translation>
    </message>
    <message>
        <source>%1 was taken from: %2</source>
        <translation>%1 已取自：%2</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Acts at the next start of Trackwright.</source>
        <translation>下次启动 Trackwright 时生效。</translation>
    </message>
    <message>
        <source>Videos</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>Disk space for previews</source>
        <translation>预览的磁盘空间</translation>
    </message>
    <message>
        <source> GiB</source>
        <translation> GiB</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Delete previews</source>
        <translation>删除预览</translation>
    </message>
    <message>
        <source>Previews</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Previews are small pictures of long videos. They are written in the background, so that dragging through a video shows each frame at once. They are kept in a cache folder; when the limit is reached, those opened longest ago are deleted first.</source>
        <translation>预览是长视频的小图片，在后台写入，这样拖动浏览视频时每一帧都能立即显示。预览保存在缓存文件夹中；达到上限时，先删除最久未打开的预览。</translation>
    </message>
</context>
<context>
    <name>tw::ui::QueueStrip</name>
    <message>
        <source>Findings answered last, this one, and the next three</source>
        <translation>最近回答的可疑项、当前项和后三项</translation>
    </message>
</context>
<context>
    <name>tw::ui::ReidChip</name>
    <message>
        <source>%1: person %2, similarity %3, %4</source>
        <translation>%1：人员 %2，相似度 %3，%4</translation>
    </message>
    <message>
        <source>Person %1, similarity %2, is another person in this frame</source>
        <translation>人员 %1，相似度 %2，在此帧中是另一个人</translation>
    </message>
    <message>
        <source>%1 is another person in this frame. X swaps the two.</source>
        <translation>%1 在此帧中是另一个人。按 X 交换两者。</translation>
    </message>
</context>
<context>
    <name>tw::ui::ReidController</name>
    <message>
        <source>Appearance is not known here yet: track the video, then ask again.</source>
        <translation>此处尚无外观信息：请先跟踪视频再询问。</translation>
    </message>
    <message>
        <source>%1 is %2: joined</source>
        <translation>%1 就是 %2：已合并</translation>
    </message>
    <message>
        <source>%1 is %2 %3</source>
        <translation>%1 就是 %2，%3</translation>
    </message>
    <message>
        <source>Swapped %1 and %2 %3</source>
        <translation>已交换 %1 和 %2，%3</translation>
    </message>
    <message>
        <source>Box of %1 in frame %2</source>
        <translation>%1 在第 %2 帧的框</translation>
    </message>
</context>
<context>
    <name>tw::ui::ReidPanel</name>
    <message>
        <source>Who is this?</source>
        <translation>这是谁？</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>New person</source>
        <translation>新建人员</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>The person asked about</source>
        <translation>所询问的人</translation>
    </message>
    <message>
        <source>also here</source>
        <translation>此帧也在</translation>
    </message>
    <message>
        <source>%1 s ago</source>
        <translation>%1 秒前</translation>
    </message>
    <message>
        <source>in %1 s</source>
        <translation>%1 秒后</translation>
    </message>
    <message>
        <source>%1 %2 becomes the person you choose</source>
        <translation>%1，%2，将变为所选的人</translation>
    </message>
    <message>
        <source>a box without a track, score %1; in frame %2</source>
        <translation>没有轨迹的框，得分 %1；在第 %2 帧</translation>
    </message>
    <message>
        <source>no detection here; the nearest one, in frame %1</source>
        <translation>此处没有检测；最近的一个，在第 %1 帧</translation>
    </message>
    <message>
        <source>Looking …</source>
        <translation>查找中…</translation>
    </message>
    <message>
        <source>to itself</source>
        <translation>与自身</translation>
    </message>
    <message>
        <source>No other track has a known appearance to compare with.</source>
        <translation>没有其他已知外观的轨迹可供比较。</translation>
    </message>
    <message>
        <source>All known people are elsewhere in this frame.</source>
        <translation>所有已知的人在此帧中都在别处。</translation>
    </message>
</context>
<context>
    <name>tw::ui::ReidTools</name>
    <message>
        <source>No ghost in this frame. Shift+Down shows weaker ones.</source>
        <translation>此帧没有虚影。Shift+Down 显示更弱的虚影。</translation>
    </message>
</context>
<context>
    <name>tw::ui::RelinkController</name>
    <message>
        <source>Nothing else follows from this fix. Enter accepts it.</source>
        <translation>此修正不影响其他内容。按回车接受。</translation>
    </message>
    <message>
        <source>Verdicts are applied when tracking ends.</source>
        <translation>跟踪结束后应用判定。</translation>
    </message>
    <message>
        <source>Nothing changes: all verdicts are applied.</source>
        <translation>没有变化：所有判定均已应用。</translation>
    </message>
    <message>
        <source>The tracks were edited meanwhile: try again.</source>
        <translation>轨迹已被编辑：请重试。</translation>
    </message>
</context>
<context>
    <name>tw::ui::RelinkView</name>
    <message>
        <source>Boxes that would get another number</source>
        <translation>将改变编号的框</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Leave as it is</source>
        <translation>保持现状</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message numerus="yes">
        <source>%n boxes</source>
        <translation>
            <numerusform>%n 个框</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n swaps</source>
        <translation>
            <numerusform>%n 次交换</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n joins</source>
        <translation>
            <numerusform>%n 次合并</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n splits</source>
        <translation>
            <numerusform>%n 次拆分</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 change, %2.</source>
        <translation>%1 改变，%2。</translation>
    </message>
    <message numerus="yes">
        <source>%n tracks</source>
        <translation>
            <numerusform>%n 条轨迹</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n boxes get another number</source>
        <translation>
            <numerusform>%n 个框改变编号</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The last fix resolves %n more findings.</source>
        <translation>
            <numerusform>上次修正还可解决 %n 个可疑项。</numerusform>
        </translation>
    </message>
    <message>
        <source>Applying verdicts…</source>
        <translation>正在应用判定…</translation>
    </message>
    <message numerus="yes">
        <source>The fix, and %n more findings resolved</source>
        <translation>
            <numerusform>此修正，并解决另外 %n 个可疑项</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Resolves %n findings</source>
        <translation>
            <numerusform>解决 %n 个可疑项</numerusform>
        </translation>
    </message>
    <message>
        <source>Applies verdicts</source>
        <translation>应用判定</translation>
    </message>
    <message>
        <source>%1 → %2   frames %3 to %4, %5</source>
        <translation>%1 → %2   第 %3 至 %4 帧，%5</translation>
    </message>
</context>
<context>
    <name>tw::ui::ReviewController</name>
    <message>
        <source>Looking for findings…</source>
        <translation>正在查找可疑项…</translation>
    </message>
    <message numerus="yes">
        <source>%n worth checking</source>
        <translation>
            <numerusform>%n 项值得检查</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Deleted %n tracks that are not people</source>
        <translation>
            <numerusform>已删除 %n 条不是人的轨迹</numerusform>
        </translation>
    </message>
    <message>
        <source>The pictures are not all there yet.</source>
        <translation>图像尚未全部就绪。</translation>
    </message>
    <message>
        <source>No verdict to take back. Accepted fixes are edits: undo takes them back.</source>
        <translation>没有可撤回的判定。已接受的修正属于编辑：用撤销取回。</translation>
    </message>
    <message>
        <source>Still looking for findings.</source>
        <translation>仍在查找可疑项。</translation>
    </message>
    <message>
        <source>No finding is left.</source>
        <translation>没有剩余的可疑项。</translation>
    </message>
    <message>
        <source>Kept all of them</source>
        <translation>已全部保留</translation>
    </message>
    <message>
        <source>The tracks were edited meanwhile: accept again.</source>
        <translation>轨迹已被编辑：请再次接受。</translation>
    </message>
    <message>
        <source>Kept %1: no detection beyond its end</source>
        <translation>已保留 %1：端点之外没有检测</translation>
    </message>
    <message>
        <source>Kept as it is: %1</source>
        <translation>保持现状：%1</translation>
    </message>
    <message>
        <source>Verdicts within 0.3 s of the pictures do not count.</source>
        <translation>图片出现后 0.3 秒内的判断不算。</translation>
    </message>
    <message>
        <source>Put off, because it was not seen: %1</source>
        <translation>未看图片，已推迟：%1</translation>
    </message>
    <message>
        <source>%1 corrected, %2 kept, %3 put off; the rest is ranked again.</source>
        <translation>已修正 %1 项，保留 %2 项，推迟 %3 项；其余已重新排序。</translation>
    </message>
    <message numerus="yes">
        <source>The %n unlikely findings: about one error in %1 looks.</source>
        <translation>
            <numerusform>%n 个不太可能的可疑项：约每查看 %1 次有一个错误。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2, %3</source>
        <translation>%1 / %2，%3</translation>
    </message>
</context>
<context>
    <name>tw::ui::ReviewPanel</name>
    <message>
        <source>Accept</source>
        <translation>接受</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>稍后</translation>
    </message>
    <message>
        <source>Nothing looks suspicious.</source>
        <translation>没有可疑之处。</translation>
    </message>
    <message>
        <source>About %1 ± %2 identity errors are left among them.</source>
        <translation>其中约剩 %1 ± %2 个身份错误。</translation>
    </message>
    <message>
        <source>Share of findings with a verdict</source>
        <translation>已有判定的可疑项比例</translation>
    </message>
    <message>
        <source>Findings, the most useful first</source>
        <translation>可疑项，最值得检查的在前</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Another fix: swap %1, join %2, split %3, delete %4. The arrow keys move the cut. %5 shows what else the fix resolves. %6 opens the review mode with large pictures.</source>
        <translation>其他修正：交换 %1，合并 %2，拆分 %3，删除 %4。方向键移动切点。%5 显示该修正还能解决什么。%6 打开带大图的审查模式。</translation>
    </message>
    <message>
        <source>Likely errors appear here when there are tracks.</source>
        <translation>有轨迹后，可能的错误将显示在此处。</translation>
    </message>
    <message>
        <source>Likely errors are looked for when tracking ends.</source>
        <translation>跟踪结束后查找可能的错误。</translation>
    </message>
    <message>
        <source>Looking for findings…</source>
        <translation>正在查找可疑项…</translation>
    </message>
    <message>
        <source>Every finding is answered.</source>
        <translation>所有可疑项都已回答。</translation>
    </message>
    <message>
        <source>Hide the unlikely ones</source>
        <translation>隐藏不太可能的</translation>
    </message>
    <message numerus="yes">
        <source>Show %n unlikely</source>
        <translation>
            <numerusform>显示 %n 个不太可能的</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 worth checking, %2 done</source>
        <translation>%1 项值得检查，%2 项已完成</translation>
    </message>
    <message>
        <source>Show the unlikely findings</source>
        <translation>显示不太可能的可疑项</translation>
    </message>
    <message numerus="yes">
        <source>Show %n unlikely or put off</source>
        <translation>
            <numerusform>显示 %n 个不太可能或已推迟的</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::ReviewStage</name>
    <message>
        <source>Review</source>
        <translation>审查</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>接受</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>稍后</translation>
    </message>
    <message>
        <source>Not a person</source>
        <translation>不是人</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>拆分</translation>
    </message>
    <message>
        <source>Editor</source>
        <translation>编辑器</translation>
    </message>
    <message>
        <source>Which of these are not people?</source>
        <translation>以下哪些不是人？</translation>
    </message>
    <message>
        <source>Reading the pictures…</source>
        <translation>正在读取图像…</translation>
    </message>
    <message>
        <source>The pictures are not all there yet.</source>
        <translation>图像尚未全部就绪。</translation>
    </message>
    <message>
        <source>Swap with…</source>
        <translation>与…互换</translation>
    </message>
    <message>
        <source>Cross them out with a click or 0. What is left stays.</source>
        <translation>点击或按 0 划掉。其余保留。</translation>
    </message>
    <message>
        <source>All are people</source>
        <translation>全部是人</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n tracks</source>
        <translation>
            <numerusform>删除 %n 条轨迹</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::RunCard</name>
    <message>
        <source>Review</source>
        <translation>审查</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>暂不</translation>
    </message>
</context>
<context>
    <name>tw::ui::ScoresModel</name>
    <message>
        <source>better than the other</source>
        <translation>优于对比</translation>
    </message>
    <message>
        <source>worse than the other</source>
        <translation>劣于对比</translation>
    </message>
    <message>
        <source>%1 (less is better)</source>
        <translation>%1（越小越好）</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
</context>
<context>
    <name>tw::ui::Session</name>
    <message>
        <source>Open %1</source>
        <translation>打开 %1</translation>
    </message>
    <message>
        <source>Finish %1</source>
        <translation>完成 %1</translation>
    </message>
</context>
<context>
    <name>tw::ui::SimilarityController</name>
    <message>
        <source>Looks like %1</source>
        <translation>像 %1</translation>
    </message>
    <message>
        <source>Looks like %1 here</source>
        <translation>此处像 %1</translation>
    </message>
    <message>
        <source>There is no similarity map before the video is tracked.</source>
        <translation>跟踪视频之后才有相似度图。</translation>
    </message>
</context>
<context>
    <name>tw::ui::StartPage</name>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>最近使用</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>最近的项目</translation>
    </message>
    <message>
        <source>1  Track</source>
        <translation>1  跟踪</translation>
    </message>
    <message>
        <source>Finds the people in the video and numbers them.</source>
        <translation>查找视频中的人并编号。</translation>
    </message>
    <message>
        <source>2  Review</source>
        <translation>2  审查</translation>
    </message>
    <message>
        <source>Shows the likely errors; one key corrects each.</source>
        <translation>显示可能的错误；一键修正。</translation>
    </message>
    <message>
        <source>3  Export</source>
        <translation>3  导出</translation>
    </message>
    <message>
        <source>Writes MOTChallenge ground truth and checks it.</source>
        <translation>写入 MOTChallenge 真值并检查。</translation>
    </message>
    <message>
        <source>Open video…</source>
        <translation>打开视频…</translation>
    </message>
    <message>
        <source>Open image folder…</source>
        <translation>打开图像文件夹…</translation>
    </message>
    <message>
        <source>Try it with a drawn clip</source>
        <translation>用绘制的视频试一试</translation>
    </message>
    <message>
        <source>Opening %1</source>
        <translation>正在打开 %1</translation>
    </message>
    <message>
        <source>Drop a video here</source>
        <translation>将视频拖到此处</translation>
    </message>
    <message>
        <source>Reading its frame index</source>
        <translation>正在读取帧索引</translation>
    </message>
    <message>
        <source>a project, a folder of images or a MOTChallenge sequence works too</source>
        <translation>也可以是项目、图像文件夹或 MOTChallenge 序列</translation>
    </message>
</context>
<context>
    <name>tw::ui::StatusStrip</name>
    <message>
        <source>Tracking %1 % · starting</source>
        <translation>跟踪 %1 % · 启动中</translation>
    </message>
    <message>
        <source>Tracking %1 % · %2 frames/s</source>
        <translation>跟踪 %1 % · %2 帧/秒</translation>
    </message>
    <message>
        <source> · %1 left</source>
        <translation> · 剩余 %1</translation>
    </message>
    <message>
        <source>Tracking paused at frame %1</source>
        <translation>跟踪已在第 %1 帧暂停</translation>
    </message>
    <message>
        <source>Tracked %1 frames</source>
        <translation>已跟踪 %1 帧</translation>
    </message>
    <message>
        <source>Tracking stopped at frame %1 of %2</source>
        <translation>跟踪已停在第 %1 / %2 帧</translation>
    </message>
    <message>
        <source>Tracking failed: %1</source>
        <translation>跟踪失败：%1</translation>
    </message>
    <message>
        <source>Progress of tracking</source>
        <translation>跟踪进度</translation>
    </message>
    <message>
        <source>Save elsewhere…</source>
        <translation>保存到其他位置…</translation>
    </message>
    <message>
        <source>Not saved: %1</source>
        <translation>未保存：%1</translation>
    </message>
    <message>
        <source>no changes yet</source>
        <translation>尚无更改</translation>
    </message>
    <message>
        <source>saving…</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>已保存</translation>
    </message>
    <message numerus="yes">
        <source>saved %n s ago</source>
        <translation>
            <numerusform>%n 秒前已保存</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>saved %n min ago</source>
        <translation>
            <numerusform>%n 分钟前已保存</numerusform>
        </translation>
    </message>
    <message>
        <source>Associating the whole video</source>
        <translation>正在关联整个视频</translation>
    </message>
</context>
<context>
    <name>tw::ui::TimelineView</name>
    <message>
        <source>Timeline</source>
        <translation>时间轴</translation>
    </message>
    <message>
        <source>Tracks over time. Arrow keys step, Home and End go to the ends of the selected track.</source>
        <translation>轨迹随时间的分布。方向键逐帧移动，Home 和 End 转到所选轨迹的两端。</translation>
    </message>
    <message>
        <source>%1 Frame %2, %3 %. Click to look at it.</source>
        <translation>%1 第 %2 帧，%3 %。点击查看。</translation>
    </message>
</context>
<context>
    <name>tw::ui::Toast</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Undo the last edit</source>
        <translation>撤销上一次编辑</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>关闭消息</translation>
    </message>
</context>
<context>
    <name>tw::ui::TrackActions</name>
    <message>
        <source>Measuring failed. %1</source>
        <translation>测量失败。%1</translation>
    </message>
    <message>
        <source>Colours and camera motion are measured.</source>
        <translation>颜色和摄像机运动已测量。</translation>
    </message>
    <message>
        <source>Tracking failed. %1</source>
        <translation>跟踪失败。%1</translation>
    </message>
    <message>
        <source>Pause tracking</source>
        <translation>暂停跟踪</translation>
    </message>
    <message>
        <source>Resume tracking</source>
        <translation>继续跟踪</translation>
    </message>
    <message>
        <source>Track people</source>
        <translation>跟踪人员</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Track</source>
        <translation>跟踪</translation>
    </message>
    <message>
        <source>Tracking options: %1</source>
        <translation>跟踪选项：%1</translation>
    </message>
    <message>
        <source>There are %1 tracks with %2 boxes already.</source>
        <translation>已有 %1 条轨迹、%2 个框。</translation>
    </message>
    <message>
        <source>Keep what was edited: %1 edited tracks stay as they are, %2 deleted ones stay away, %3 others are replaced.</source>
        <translation>保留已编辑内容：%1 条已编辑的轨迹不变，%2 条已删除的不恢复，其余 %3 条被替换。</translation>
    </message>
    <message>
        <source>Keep What Was Edited</source>
        <translation>保留已编辑内容</translation>
    </message>
    <message>
        <source>Only untracked frames: %1 frames without tracks; everything else stays.</source>
        <translation>仅未跟踪的帧：%1 帧没有轨迹；其余保持不变。</translation>
    </message>
    <message>
        <source>Only Untracked Frames</source>
        <translation>仅未跟踪的帧</translation>
    </message>
    <message>
        <source>A second set: nothing is changed, new tracks enter beside the others.</source>
        <translation>第二组：不作更改，新轨迹与其他轨迹并列加入。</translation>
    </message>
    <message>
        <source>Undo takes the run back.</source>
        <translation>撤销可取回此次运行。</translation>
    </message>
    <message>
        <source>A Second Set to Compare</source>
        <translation>用于比较的第二组</translation>
    </message>
    <message>
        <source>Track again</source>
        <translation>重新跟踪</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>审查</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
</context>
<context>
    <name>tw::ui::TrackImport</name>
    <message>
        <source>Import %1</source>
        <translation>导入 %1</translation>
    </message>
    <message>
        <source>%1 cannot be imported. %2</source>
        <translation>无法导入 %1。%2</translation>
    </message>
    <message>
        <source>%1 holds no tracks.</source>
        <translation>%1 中没有轨迹。</translation>
    </message>
    <message>
        <source>Import of %1</source>
        <translation>导入 %1</translation>
    </message>
    <message>
        <source>%1 holds tracks of several videos. Which one is open here?</source>
        <translation>%1 包含多个视频的轨迹。此处打开的是哪一个？</translation>
    </message>
    <message>
        <source>Scale boxes and convert times</source>
        <translation>缩放框并换算时间</translation>
    </message>
    <message>
        <source>Scale boxes</source>
        <translation>缩放框</translation>
    </message>
    <message>
        <source>Convert times</source>
        <translation>换算时间</translation>
    </message>
    <message>
        <source>Take as they are</source>
        <translation>按原样导入</translation>
    </message>
    <message>
        <source>%1 was made for another video:
%2.</source>
        <translation>%1 是为另一个视频制作的：
%2。</translation>
    </message>
    <message>
        <source>Imported %1 tracks with %2 boxes from %3</source>
        <translation>已从 %3 导入 %1 条轨迹、%2 个框</translation>
    </message>
    <message>
        <source>line %1: %2</source>
        <translation>第 %1 行：%2</translation>
    </message>
    <message numerus="yes">
        <source>%n lines were not taken as they are:</source>
        <translation>
            <numerusform>有 %n 行未按原样导入：</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tracks of %1 have numbers that tracks here have already: %2.</source>
        <translation>
            <numerusform>%1 中有 %n 条轨迹的编号在此已被使用：%2。</numerusform>
        </translation>
    </message>
    <message>
        <source>New numbers: the tracks of the file get free ones, nothing here changes.</source>
        <translation>新编号：文件中的轨迹使用空闲编号，这里不变。</translation>
    </message>
    <message>
        <source>Replace: the tracks here with these numbers give way. Undo brings them back.</source>
        <translation>替换：这里使用这些编号的轨迹将被移除，可撤销恢复。</translation>
    </message>
    <message>
        <source>Ground truth: the file is only compared with, in the Evaluation panel.</source>
        <translation>真值：文件仅用于在评估面板中比较。</translation>
    </message>
    <message>
        <source>Give New Numbers</source>
        <translation>使用新编号</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Use as Ground Truth</source>
        <translation>用作真值</translation>
    </message>
</context>
<context>
    <name>tw::ui::TrackListModel</name>
    <message>
        <source>hidden</source>
        <translation>已隐藏</translation>
    </message>
    <message>
        <source>shown</source>
        <translation>已显示</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>not locked</source>
        <translation>未锁定</translation>
    </message>
    <message>
        <source>Shown or hidden</source>
        <translation>显示或隐藏</translation>
    </message>
    <message>
        <source>Locked against edits</source>
        <translation>锁定以防编辑</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>From</source>
        <translation>起始</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>框数</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
</context>
<context>
    <name>tw::ui::TrackOptionsDialog</name>
    <message>
        <source>Tracking options</source>
        <translation>跟踪选项</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Input size of the network</source>
        <translation>网络输入尺寸</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Minimum score of a person</source>
        <translation>人员的最低得分</translation>
    </message>
    <message>
        <source>Detections below this score become ghosts: shown, not tracked</source>
        <translation>低于此得分的检测作为虚影：显示但不跟踪</translation>
    </message>
    <message>
        <source>Run the network on every n-th frame</source>
        <translation>每 n 帧运行一次网络</translation>
    </message>
    <message>
        <source>Boxes of the frames between are interpolated</source>
        <translation>其间各帧的框用插值得到</translation>
    </message>
    <message>
        <source>Only the marked range</source>
        <translation>仅标记的范围</translation>
    </message>
    <message>
        <source>Only the marked range, frames %1 to %2</source>
        <translation>仅标记的范围，第 %1 至 %2 帧</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Every n-th frame</source>
        <translation>每 n 帧</translation>
    </message>
    <message>
        <source>Track now</source>
        <translation>立即跟踪</translation>
    </message>
    <message>
        <source>Save options</source>
        <translation>保存选项</translation>
    </message>
    <message>
        <source>Weights file…</source>
        <translation>权重文件…</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Weights (*.pth *.pt *.bin)</source>
        <translation>权重 (*.pth *.pt *.bin)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Thorough</source>
        <translation>彻底</translation>
    </message>
    <message>
        <source>Careful</source>
        <translation>精细</translation>
    </message>
    <message>
        <source>Fast</source>
        <translation>快速</translation>
    </message>
    <message>
        <source>Careful finds more small people than Fast and needs about three times as long. Thorough also looks in the mirror: fewer false people and switches, twice as long again.</source>
        <translation>“精细”比“快速”能找到更多较小的人，所需时间约为三倍。“彻底”还会查看镜像画面：误检和身份互换更少，所需时间再加一倍。</translation>
    </message>
    <message>
        <source>Custom</source>
        <translation>自定义</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Tracker</source>
        <translation>跟踪器</translation>
    </message>
    <message>
        <source>Whole video (offline)</source>
        <translation>整个视频（离线）</translation>
    </message>
    <message>
        <source>Frame by frame (FairMOT)</source>
        <translation>逐帧（FairMOT）</translation>
    </message>
    <message>
        <source>With the whole video in view, the tracks are solved again when the last frame is there;
boxes you touched stay, and one Undo brings the other tracks back</source>
        <translation>处理完最后一帧后，将按整个视频重新求解轨迹；
您修改过的框保持不变，撤销一次即可恢复原轨迹</translation>
    </message>
    <message>
        <source>%1 · %2 frames/s</source>
        <translation>%1 · %2 帧/秒</translation>
    </message>
    <message>
        <source>Frames per second: of the network alone, measured on this machine when these options open</source>
        <translation>每秒帧数：仅网络本身，在打开这些选项时于本机测得</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n threads</source>
        <translation>
            <numerusform>%1，%n 个线程</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::TrackThumbnails</name>
    <message>
        <source>frames %1 to %2</source>
        <translation>第 %1 至 %2 帧</translation>
    </message>
    <message numerus="yes">
        <source>%n boxes</source>
        <translation>
            <numerusform>%n 个框</numerusform>
        </translation>
    </message>
    <message>
        <source>mean score %1</source>
        <translation>平均得分 %1</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>已隐藏</translation>
    </message>
</context>
<context>
    <name>tw::ui::TracksPanel</name>
    <message>
        <source>Filter tracks</source>
        <translation>筛选轨迹</translation>
    </message>
    <message>
        <source>Filter: 12, name, len&lt;20, score&lt;0.4</source>
        <translation>筛选：12、名称、len&lt;20、score&lt;0.4</translation>
    </message>
    <message>
        <source>Words that must all hold: a number, a part of a name, len&lt;20, score&lt;0.4, first&gt;100, edited, hidden, locked</source>
        <translation>须同时满足的条件：编号、名称的一部分、len&lt;20、score&lt;0.4、first&gt;100、edited、hidden、locked</translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation>轨迹</translation>
    </message>
    <message numerus="yes">
        <source>%n tracks</source>
        <translation>
            <numerusform>%n 条轨迹</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n tracks</source>
        <translation>
            <numerusform>%n 条轨迹中的 %1 条</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::TrainDialog</name>
    <message>
        <source>Train a model</source>
        <translation>训练模型</translation>
    </message>
    <message>
        <source>Start training</source>
        <translation>开始训练</translation>
    </message>
    <message>
        <source>Resume the last one</source>
        <translation>继续上次训练</translation>
    </message>
    <message>
        <source>This project</source>
        <translation>当前项目</translation>
    </message>
    <message>
        <source>Which boxes of the project</source>
        <translation>使用项目的哪些框</translation>
    </message>
    <message>
        <source>what is verified</source>
        <translation>已核对的框</translation>
    </message>
    <message>
        <source>every box</source>
        <translation>所有框</translation>
    </message>
    <message>
        <source>%1 marks everyone in the frame or the marked range as verified.
Every box: unchecked tracker output too, errors included.</source>
        <translation>%1 将该帧或标记范围内的所有人标为已核对。
所有框：也包括未检查的跟踪结果及其错误。</translation>
    </message>
    <message>
        <source>Training folders</source>
        <translation>训练文件夹</translation>
    </message>
    <message>
        <source>Sequences in MOTChallenge layout, or folders of them</source>
        <translation>MOTChallenge 布局的序列，或包含它们的文件夹</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>添加…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Train on</source>
        <translation>训练数据</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Start from</source>
        <translation>起始权重</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>Fine-tune: adapt a finished model to this kind of video</source>
        <translation>微调：使现有模型适应这类视频</translation>
    </message>
    <message>
        <source>Full: train on a large data set</source>
        <translation>完整：用大数据集训练</translation>
    </message>
    <message>
        <source>How long</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Minutes or epochs</source>
        <translation>分钟或轮次</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Input size of the network</source>
        <translation>网络输入尺寸</translation>
    </message>
    <message>
        <source>The recipe&apos;s</source>
        <translation>按方案</translation>
    </message>
    <message>
        <source>Images in a batch</source>
        <translation>每批图像数</translation>
    </message>
    <message>
        <source>Run folder</source>
        <translation>运行文件夹</translation>
    </message>
    <message>
        <source>Weights, log, curves and sample images go here</source>
        <translation>权重、日志、曲线和示例图像存于此处</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>weights of the last training</source>
        <translation>上次训练的权重</translation>
    </message>
    <message>
        <source>random weights</source>
        <translation>随机权重</translation>
    </message>
    <message>
        <source>Weights file…</source>
        <translation>权重文件…</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Weights (*.pth *.pt *.bin)</source>
        <translation>权重 (*.pth *.pt *.bin)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Folder of sequences</source>
        <translation>序列文件夹</translation>
    </message>
    <message>
        <source>No project is open.</source>
        <translation>没有打开的项目。</translation>
    </message>
    <message>
        <source>%1 frames, %2 boxes, %3 people. The last fifth of the verified frames is held out for validation.</source>
        <translation>%1 帧，%2 个框，%3 人。已核对帧的最后五分之一留作验证。</translation>
    </message>
    <message>
        <source>Nothing is verified yet. Check frames and press %1, or use every box.</source>
        <translation>尚无核对内容。请检查各帧并按 %1，或使用所有框。</translation>
    </message>
    <message>
        <source>Progress of the training</source>
        <translation>训练进度</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Detection AP at IoU 0.5</source>
        <translation>检测 AP（IoU 0.5）</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Another training…</source>
        <translation>另一次训练…</translation>
    </message>
    <message>
        <source>Use this model now</source>
        <translation>立即使用此模型</translation>
    </message>
    <message>
        <source>Track people takes these weights from now on</source>
        <translation>此后“跟踪人员”将使用这些权重</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Preparing: reading images, evaluating the initial model</source>
        <translation>准备中：读取图像，评估初始模型</translation>
    </message>
    <message>
        <source>Training, %1 % done</source>
        <translation>训练中，已完成 %1 %</translation>
    </message>
    <message>
        <source>%1, %2 left</source>
        <translation>%1，剩余 %2</translation>
    </message>
    <message>
        <source>Paused at %1 %</source>
        <translation>已暂停于 %1 %</translation>
    </message>
    <message>
        <source>Stopping: the state is being saved</source>
        <translation>正在停止：保存状态</translation>
    </message>
    <message>
        <source>Stopped at %1 %</source>
        <translation>已停止于 %1 %</translation>
    </message>
    <message>
        <source>Done after %1</source>
        <translation>用时 %1 完成</translation>
    </message>
    <message>
        <source>The training failed</source>
        <translation>训练失败</translation>
    </message>
    <message>
        <source>step %1, epoch %2</source>
        <translation>第 %1 步，第 %2 轮</translation>
    </message>
    <message>
        <source>%1 images/s</source>
        <translation>%1 幅/秒</translation>
    </message>
    <message>
        <source>best AP %1 %</source>
        <translation>最佳 AP %1 %</translation>
    </message>
    <message>
        <source>before %1 %</source>
        <translation>之前 %1 %</translation>
    </message>
    <message>
        <source>The first steps are running</source>
        <translation>正在运行最初几步</translation>
    </message>
    <message>
        <source>No training step was run</source>
        <translation>未运行任何训练步</translation>
    </message>
    <message>
        <source>Measured every few minutes</source>
        <translation>每隔几分钟测量一次</translation>
    </message>
    <message>
        <source>No validation data</source>
        <translation>没有验证数据</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>高级</translation>
    </message>
    <message>
        <source>Identity from</source>
        <translation>身份取自</translation>
    </message>
    <message>
        <source>The centre of a person (the paper&apos;s)</source>
        <translation>人的中心（与论文一致）</translation>
    </message>
    <message>
        <source>All cells near the centre (POS-Anchor)</source>
        <translation>中心附近的所有单元（POS-Anchor）</translation>
    </message>
    <message>
        <source>Balance of the losses</source>
        <translation>损失的平衡</translation>
    </message>
    <message>
        <source>Uncertainty, by task (the paper&apos;s)</source>
        <translation>不确定性，按任务（与论文一致）</translation>
    </message>
    <message>
        <source>Uncertainty, by branch</source>
        <translation>不确定性，按分支</translation>
    </message>
    <message>
        <source>Fixed weights</source>
        <translation>固定权重</translation>
    </message>
    <message>
        <source>Embedding</source>
        <translation>嵌入向量</translation>
    </message>
    <message>
        <source>The network&apos;s</source>
        <translation>网络自身的</translation>
    </message>
    <message>
        <source>%1 numbers</source>
        <translation>%1 维</translation>
    </message>
    <message>
        <source>Another size than that of the weights begins with random numbers for identities</source>
        <translation>若大小与权重不同，身份部分将从随机数开始</translation>
    </message>
</context>
<context>
    <name>tw::ui::TrainingActions</name>
    <message>
        <source>Track people uses %1 from now on.</source>
        <translation>此后“跟踪人员”使用 %1。</translation>
    </message>
    <message>
        <source>The training is done: AP %1 %. Track, Train a model offers to use it.</source>
        <translation>训练完成：AP %1 %。可在“跟踪”的“训练模型”中使用。</translation>
    </message>
    <message>
        <source>The training is done. Track, Train a model offers to use it.</source>
        <translation>训练完成。可在“跟踪”的“训练模型”中使用。</translation>
    </message>
    <message>
        <source>The training failed. %1</source>
        <translation>训练失败。%1</translation>
    </message>
</context>
<context>
    <name>tw::ui::TrainingRun</name>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>The end of the training could not be written to %1.</source>
        <translation>无法将训练结束状态写入 %1。</translation>
    </message>
</context>
<context>
    <name>tw::ui::TransportBar</name>
    <message>
        <source>Frame</source>
        <translation>帧</translation>
    </message>
    <message>
        <source>Frame, from 1</source>
        <translation>帧，从 1 起</translation>
    </message>
    <message>
        <source>Zoom of the video</source>
        <translation>视频缩放</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>/ %1</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>tw::ui::TuneAction</name>
    <message>
        <source>The stored detections are associated again under other options and compared with the frames you verified. Half of these frames choose the options, the other half decides whether they are better. Later tracking of this project uses them; nothing changes now.</source>
        <translation>用其他选项重新关联已保存的检测结果，并与您已核实的帧比较。其中一半的帧用于选择选项，另一半用于判断是否更好。此项目以后的跟踪将使用这些选项；现在不会有任何改变。</translation>
    </message>
    <message>
        <source>Tune</source>
        <translation>调整</translation>
    </message>
    <message>
        <source>Tune tracking</source>
        <translation>调整跟踪</translation>
    </message>
    <message>
        <source>The project has tuned options already.</source>
        <translation>项目已有调整过的选项。</translation>
    </message>
    <message>
        <source>Use the Usual Options Again</source>
        <translation>恢复常用选项</translation>
    </message>
    <message>
        <source>Later tracking uses the usual options.</source>
        <translation>以后的跟踪使用常用选项。</translation>
    </message>
    <message>
        <source>Tuning on the verified frames; the list of jobs shows how far it is.</source>
        <translation>正在根据已核实的帧调整；任务列表显示进度。</translation>
    </message>
    <message numerus="yes">
        <source>on %n frames held back MOTA %1 to %2, IDF1 %3 to %4</source>
        <translation>
            <numerusform>在 %n 个保留帧上 MOTA %1 到 %2，IDF1 %3 到 %4</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>None of %n tries was better than the options in use.</source>
        <translation>
            <numerusform>%n 次尝试都不优于当前选项。</numerusform>
        </translation>
    </message>
    <message>
        <source>Not kept, there is no gain: %1.</source>
        <translation>未保留，没有改进：%1。</translation>
    </message>
    <message>
        <source>Tuned: %1. Later tracking of this project uses it.</source>
        <translation>已调整：%1。此项目以后的跟踪将使用它。</translation>
    </message>
</context>
<context>
    <name>tw::ui::VideoCanvas</name>
    <message>
        <source>Video</source>
        <translation>视频</translation>
    </message>
    <message numerus="yes">
        <source>Frame %1, %n people</source>
        <translation>
            <numerusform>第 %1 帧，%n 人</numerusform>
        </translation>
    </message>
    <message>
        <source>; person %1 is selected</source>
        <translation>；已选择人员 %1</translation>
    </message>
    <message>
        <source>still frame %1</source>
        <translation>仍为第 %1 帧</translation>
    </message>
</context>
<context>
    <name>tw::ui::VideoDetails</name>
    <message>
        <source>frame %1</source>
        <translation>第 %1 帧</translation>
    </message>
    <message>
        <source>track %1</source>
        <translation>轨迹 %1</translation>
    </message>
    <message>
        <source>resolved by %1</source>
        <translation>由 %1 解决</translation>
    </message>
    <message>
        <source>Show resolved comments</source>
        <translation>显示已解决的评论</translation>
    </message>
    <message>
        <source>Comments</source>
        <translation>评论</translation>
    </message>
    <message>
        <source>Enter goes to the place of a comment</source>
        <translation>按 Enter 跳转到评论所在处</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>评论</translation>
    </message>
    <message>
        <source>Comment; @name addresses a person</source>
        <translation>评论；用 @名字 提及某人</translation>
    </message>
    <message>
        <source>Resolve comment</source>
        <translation>解决评论</translation>
    </message>
    <message>
        <source>Choose a video of the list.</source>
        <translation>请在列表中选择视频。</translation>
    </message>
    <message>
        <source>annotated by %1</source>
        <translation>由 %1 标注</translation>
    </message>
    <message>
        <source>a second time by %1</source>
        <translation>由 %1 再次标注</translation>
    </message>
    <message>
        <source>%1, %2: accepted</source>
        <translation>%1，%2：已接受</translation>
    </message>
    <message>
        <source>%1, %2: sent back. %3</source>
        <translation>%1，%2：已退回。%3</translation>
    </message>
    <message>
        <source>About %1</source>
        <translation>关于%1</translation>
    </message>
    <message>
        <source>Reopen comment</source>
        <translation>重新打开评论</translation>
    </message>
    <message>
        <source>No comments yet. While the video is open, a comment can refer to a frame and a track.</source>
        <translation>还没有评论。视频打开时，评论可以指向某一帧和某条轨迹。</translation>
    </message>
    <message>
        <source>Every comment is resolved.</source>
        <translation>所有评论均已解决。</translation>
    </message>
</context>
<context>
    <name>tw::ui::WorkModes</name>
    <message numerus="yes">
        <source>%n tracks</source>
        <translation>
            <numerusform>%n 条轨迹</numerusform>
        </translation>
    </message>
    <message>
        <source> in %1 frames.</source>
        <translation>，共 %1 帧。</translation>
    </message>
    <message>
        <source>Looking for likely errors…</source>
        <translation>正在查找可能的错误…</translation>
    </message>
    <message numerus="yes">
        <source>%n tracks may not be people.</source>
        <translation>
            <numerusform>%n 条轨迹可能不是人。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n findings are worth checking.</source>
        <translation>
            <numerusform>%n 个可疑项值得检查。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing looks suspicious.</source>
        <translation>没有可疑之处。</translation>
    </message>
    <message>
        <source>Tracking finished</source>
        <translation>跟踪完成</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message numerus="yes">
        <source>%n worth checking</source>
        <translation>
            <numerusform>%n 项值得检查</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tw::ui::WorkflowBar</name>
    <message>
        <source>Track</source>
        <translation>跟踪</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>审查</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Steps of the work</source>
        <translation>工作步骤</translation>
    </message>
</context>
</TS>
